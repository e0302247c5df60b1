#include <asyncc.h>

async void leaf(void);
