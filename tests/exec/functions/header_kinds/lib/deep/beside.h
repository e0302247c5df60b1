#define BESIDE 200
