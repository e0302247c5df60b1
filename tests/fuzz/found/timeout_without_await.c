#include<asyncc.h>
async long down(long n){async_timeout(9){(n);}(n);}int main(){}