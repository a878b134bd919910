// The firms of a table so far, to tell one that comes again. Internal to liantu::io.
#pragma once

#include "hash128.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace liantu::io {

// A set of hashes in open addressing: 74 of their bits count, 64 are kept. Two of n firms fall together with a chance
// of n²/2^75: 3·10^-9 for ten million, 10^-6 for two hundred million.
// Memory: 11 to 21 bytes a firm (some 15 on the whole), growth included: of 1,024 shards each grows at a time of its
// own. The fewer bytes, the more of them does a cache hold.
class SeenFirms {
 public:
  // Fetches what insert() of the same hash will look at, while the caller does something else: first where it stands,
  // then it.
  void prepare(const Hash128& hash) const { __builtin_prefetch(&m_shards[shard_of(hash)]); }
  void prepare_more(const Hash128& hash) const;
  // True where the hash was not there before. O(1), amortised.
  bool insert(const Hash128& hash);

  [[nodiscard]] std::uint64_t size() const { return m_size; }
  // Memory in use.
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  using Slot = std::uint64_t;  // of a hash; 0 where free
  struct Shard {
    std::vector<Slot> slots;
    std::uint32_t used = 0;
  };
  static constexpr std::size_t shards = 1024;

  static std::size_t shard_of(const Hash128& hash) { return hash.high >> 54U; }
  static Slot kept(const Hash128& hash);
  // Where a hash would stand if nothing stood there before it.
  static std::size_t place(Slot slot, std::size_t slots) {
    return static_cast<std::size_t>((slot >> 32U) * slots >> 32U);
  }
  static bool put(std::vector<Slot>& slots, Slot slot);
  static void grow(Shard& shard);

  std::vector<Shard> m_shards = std::vector<Shard>(shards);
  std::uint64_t m_size = 0;
};

}  // namespace liantu::io
