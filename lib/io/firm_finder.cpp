#include "liantu/firm/firm_finder.hpp"

#include "cell_values.hpp"
#include "unicode.hpp"

#include "liantu/firm/credit_code.hpp"

#include <algorithm>

namespace liantu {

std::string FirmFinder::name_key(std::string_view name) { return io::squeezed(name); }

std::string FirmFinder::code_key(std::string_view code) {
  std::string tidy;
  io::tidy_code(code, tidy);
  if (!is_credit_code(tidy)) tidy.clear();
  return tidy;
}

void FirmFinder::add(std::size_t entry, std::string_view name, std::string_view code) {
  const std::string number = code_key(code);
  if (!number.empty()) m_codes[number].push_back(entry);
  if (std::string key = name_key(name); !key.empty()) m_names[std::move(key)].push_back({entry, !number.empty()});
}

std::vector<std::size_t> FirmFinder::find(const Firm& firm) const {
  std::vector<std::size_t> out;
  if (const auto it = m_codes.find(firm.credit_code); !firm.credit_code.empty() && it != m_codes.end())
    out = it->second;
  if (!m_names.empty()) {
    if (const auto it = m_names.find(name_key(firm.name)); it != m_names.end()) {
      for (const Named& named : it->second) {
        // Where both have a code, the codes have decided.
        if (!named.coded || firm.credit_code.empty()) out.push_back(named.entry);
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace liantu
