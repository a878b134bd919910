/// @file
/// Memory for tables that are looked into at random, in large pages where the system gives them: to find out where
/// small ones are takes time of its own, one look-up in twenty.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace liantu::detail {

// An allocator of whole pages of 2 MB. Asks for more memory than it needs, of which only what is used is real, but for
// the last page.
template <class T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <class Other>
  explicit LargePages(const LargePages<Other>&) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_array_new_length();
    const std::size_t bytes = (count * sizeof(T) + page - 1) / page * page;
    void* const memory = std::aligned_alloc(page, bytes);
    if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
    (void)madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: without it all is the same, but slower
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }

  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static constexpr std::size_t page = std::size_t{2} << 20U;
};

template <class T>
using LargeTable = std::vector<T, LargePages<T>>;

}  // namespace liantu::detail
