#include "liantu/firm/ordered_blocks.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace liantu::ordered_blocks_test {
namespace {

struct Block {
  int number = -1;
  int square = 0;
};

// What comes out for the numbers 0 .. count - 1.
std::vector<int> squares(unsigned threads, int count) {
  std::vector<int> out;
  OrderedBlocks<Block> blocks(
      threads,
      [](Block& block, unsigned) {
        // Later blocks are often done sooner.
        if (block.number % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
        block.square = block.number * block.number;
      },
      [&](Block& block) { out.push_back(block.square); });
  for (int i = 0; i < count; ++i) {
    blocks.next().number = i;
    blocks.submit();
  }
  blocks.finish();
  return out;
}

TEST(OrderedBlocks, ResultsComeInTheOrderOfTheStreamOnAnyNumberOfThreads) {
  std::vector<int> wanted;
  wanted.reserve(500);
  for (int i = 0; i < 500; ++i) wanted.push_back(i * i);
  for (const unsigned threads : {1U, 2U, 3U, 8U, 0U}) EXPECT_EQ(squares(threads, 500), wanted) << threads;
  EXPECT_TRUE(squares(2, 0).empty());
}

TEST(OrderedBlocks, MemoryIsBounded) {
  std::atomic<int> made{0};
  struct Counted {
    int number = 0;
  };
  std::set<const Counted*> seen;
  OrderedBlocks<Counted> blocks(
      4, [&](Counted&, unsigned) { ++made; }, [&](Counted& block) { seen.insert(&block); });
  for (int i = 0; i < 1000; ++i) {
    blocks.next().number = i;
    blocks.submit();
  }
  blocks.finish();
  EXPECT_EQ(made, 1000);
  EXPECT_LE(seen.size(), 10U);
}

TEST(OrderedBlocks, NoTwoPiecesOfWorkAreOnOneThreadAtATime) {
  for (const unsigned threads : {1U, 4U}) {
    std::vector<std::atomic<int>> at_work(threads_of(threads));
    std::atomic<int> clashes{0};
    OrderedBlocks<Block> blocks(
        threads,
        [&](Block&, unsigned thread) {
          if (at_work.at(thread)++ != 0) ++clashes;
          std::this_thread::sleep_for(std::chrono::microseconds(20));
          --at_work.at(thread);
        },
        [](Block&) {});
    for (int i = 0; i < 200; ++i) {
      (void)blocks.next();
      blocks.submit();
    }
    blocks.finish();
    EXPECT_EQ(clashes, 0) << threads;
  }
}

TEST(OrderedBlocks, WhatTheWorkThrowsComesOutInItsPlace) {
  for (const unsigned threads : {1U, 4U}) {
    std::vector<int> done;
    OrderedBlocks<Block> blocks(
        threads,
        [](Block& block, unsigned) {
          if (block.number == 20) throw std::runtime_error("twenty");
        },
        [&](Block& block) { done.push_back(block.number); });
    const auto run = [&] {
      for (int i = 0; i < 100; ++i) {
        blocks.next().number = i;
        blocks.submit();
      }
      blocks.finish();
    };
    EXPECT_THROW(run(), std::runtime_error) << threads;
    EXPECT_EQ(done.size(), 20U) << threads;
  }
}

TEST(OrderedBlocks, AStreamThatEndsEarlyLeavesNoThreadBehind) {
  for (int i = 0; i < 50; ++i) {
    OrderedBlocks<Block> blocks(
        4, [](Block&, unsigned) {}, [](Block&) {});
    blocks.next().number = i;
    blocks.submit();
  }
}

}  // namespace
}  // namespace liantu::ordered_blocks_test
