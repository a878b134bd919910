// The service, and the check-up that it begins with: registered by main.cpp.
#pragma once

#include <memory>

namespace liantu::tool {

class Command;

std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_serve();

}  // namespace liantu::tool
