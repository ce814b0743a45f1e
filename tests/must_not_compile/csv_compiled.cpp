// expect-ok
#include "highwater/io/csv.hpp"

int main() { return static_cast<int>(highwater::io::parse_csv("period,value\n2024-12,348\n").size()); }
