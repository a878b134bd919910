/// @file
/// All of liantu::liantu: chains, matching firms to them, and the analysis. Reading tables is liantu::io, drawing and
/// lists are liantu::publish; JSON files are read by chain_json.hpp, policy_json.hpp and county_json.hpp.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/leak.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/rank.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/analysis/verification.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/chain.hpp"
#include "liantu/chain/classification.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/firm/scope.hpp"
#include "liantu/text.hpp"
