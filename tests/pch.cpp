// Only here to compile the precompiled header of the tests, with the flags of a program.
int main() {}
