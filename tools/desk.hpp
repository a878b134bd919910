// What the promotion desk gets beside the lists: a sheet a firm for 以商招商, and the contacts.
#pragma once

#include "result_folder.hpp"
#include "session.hpp"

#include "liantu/promotion/contacts.hpp"

#include <string>
#include <vector>

namespace liantu::tool {

// Reads --contacts; notes go to stderr. Errors: InputError.
[[nodiscard]] std::vector<Contact> contacts_of(const Session& session, const std::vector<std::string>& paths);

// Writes referrals.xlsx where some firm lacks something, and contacts.xlsx where contacts are given.
void write_desk(const Session& session, const Study& study, const std::vector<Contact>& contacts, Lang lang,
                ResultFolder& folder);

}  // namespace liantu::tool
