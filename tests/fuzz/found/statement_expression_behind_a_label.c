#include<asyncc.h>
async int search(int want){int i,j;for(i=0;i<8;){middle:({await async_sleep(1);});("mid%d ",i);}}