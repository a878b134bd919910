// Part of liantu::io: see seen_firms.hpp.
#include "seen_firms.hpp"

#include <utility>

namespace liantu::io {

SeenFirms::Slot SeenFirms::kept(const Hash128& hash) { return hash.low == 0 ? 1 : hash.low; }

void SeenFirms::prepare_more(const Hash128& hash) const {
  const auto& slots = m_shards[shard_of(hash)].slots;
  if (!slots.empty()) __builtin_prefetch(&slots[place(kept(hash), slots.size())]);
}

bool SeenFirms::put(std::vector<Slot>& slots, Slot slot) {
  for (std::size_t at = place(slot, slots.size());; at = at + 1 == slots.size() ? 0 : at + 1) {
    if (slots[at] == slot) return false;
    if (slots[at] != 0) continue;
    slots[at] = slot;
    return true;
  }
}

void SeenFirms::grow(Shard& shard) {
  std::vector<Slot> slots(shard.slots.size() * 2);
  for (const Slot slot : shard.slots) {
    if (slot != 0) (void)put(slots, slot);
  }
  shard.slots = std::move(slots);
}

bool SeenFirms::insert(const Hash128& hash) {
  const std::size_t index = shard_of(hash);
  Shard& shard = m_shards[index];
  // From 8 to 15 slots, so that the shards, which fill alike, do not grow alike.
  if (shard.slots.empty()) shard.slots.resize(8 + index * 8 / shards);
  if (!put(shard.slots, kept(hash))) return false;
  ++m_size;
  // Never more than three quarters full: a hash is found within some eight steps.
  if (++shard.used * std::size_t{4} > shard.slots.size() * 3) grow(shard);
  return true;
}

std::uint64_t SeenFirms::bytes() const {
  std::uint64_t out = sizeof(*this) + shards * sizeof(Shard);
  for (const Shard& shard : m_shards) out += shard.slots.capacity() * sizeof(Slot);
  return out;
}

}  // namespace liantu::io
