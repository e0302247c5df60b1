/* unit.h - what the CUnit programs share: a suite as a table of tests, run by main. */
#ifndef UNIT_H
#define UNIT_H

#include "base/arena.h"
#include <CUnit/Basic.h>
#include <stdio.h>

/* Everything that a test makes, freed when it is over. */
static Arena arena;

static void set_up(void) { arena_init(&arena); }
static void tear_down(void) { arena_free(&arena); }

/** CU_ASSERT_STRING_EQUAL for a Str, that shows both when they differ. */
#define ASSERT_STR(actual, expected)                                                               \
    do {                                                                                           \
        Str actual_ = (actual);                                                                    \
        bool same_ = str_is(actual_, (expected));                                                  \
        if (!same_) printf("\n  got:  %.*s\n  want: %s\n", STR_ARG(actual_), (expected));          \
        CU_ASSERT(same_);                                                                          \
    } while (0)

/** Runs a table that ends with CU_TEST_INFO_NULL; main's exit status. */
static int run_suite(const char *name, CU_TestInfo *tests)
{
    CU_SuiteInfo suites[] = {{.pName = name,
                              .pSetUpFunc = set_up,
                              .pTearDownFunc = tear_down,
                              .pTests = tests},
                             CU_SUITE_INFO_NULL};
    if (CU_initialize_registry() != CUE_SUCCESS) return 2;
    if (CU_register_suites(suites) != CUE_SUCCESS) return 2;
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned failed = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failed != 0;
}

#endif
