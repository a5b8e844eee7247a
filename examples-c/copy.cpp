/*
 * copy: copies a file, or a directory with everything in it, from one FTP server to another. Nothing is written to a
 * local disk.
 *
 *   copy user@host[:port] name user@host[:port] name
 *
 * The passwords are in the environment variables FROM_PASSWORD and TO_PASSWORD. An empty user is anonymous.
 * Exit status: 0 the second server has everything, 1 it does not, 2 wrong usage.
 */
#include <trueftp.hpp>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

struct usage {};

trueftp::server_options parse(const std::string &text, const char *password_variable)
{
    trueftp::server_options server;
    const auto at = text.rfind('@');
    if (at == std::string::npos)
        throw usage{};
    server.user = text.substr(0, at);
    server.host = text.substr(at + 1);
    const auto colon = server.host.rfind(':');
    const bool is_port = server.host.find(':') == colon || server.host[colon - 1] == ']';
    if (colon != std::string::npos && is_port) {
        char *end = nullptr;
        const unsigned long port = std::strtoul(server.host.c_str() + colon + 1, &end, 10);
        if (*end != '\0' || port > 65535)
            throw usage{};
        server.port = static_cast<std::uint16_t>(port);
        server.host.resize(colon);
    }
    if (const char *password = std::getenv(password_variable); password != nullptr && !server.user.empty())
        server.password = password;
    return server;
}

class copier {
public:
    copier(trueftp::connection &from, trueftp::connection &to) : from_(from), to_(to) {}

    void copy(const std::string &source, const std::string &target)
    {
        if (is_directory(source))
            copy_directory(source, target);
        else
            copy_file(source, target);
    }

    std::size_t files() const { return files_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    /* A name is a directory if it can be entered. */
    bool is_directory(const std::string &name)
    {
        const std::string home = from_.current_directory();
        try {
            from_.change_directory(name);
        } catch (const trueftp::error &refused) {
            if (refused.number() != ERROR_INTERNET_EXTENDED_ERROR)
                throw;
            return false;
        }
        from_.change_directory(home);
        return true;
    }

    void copy_file(const std::string &source, const std::string &target)
    {
        std::vector<char> piece(256 * 1024);
        trueftp::file_reader reader(from_, source);
        trueftp::file_writer writer(to_, target);
        /* 0 bytes: the first server has confirmed that the file is complete. */
        while (const std::size_t count = reader.read(piece.data(), piece.size())) {
            writer.write(piece.data(), count);
            bytes_ += count;
        }
        writer.finish(); /* returns when the second server has confirmed the file */
        ++files_;
    }

    void copy_directory(const std::string &source, const std::string &target)
    {
        /* All names first: while a listing is open, its connection cannot start another one. */
        std::vector<trueftp::entry> entries;
        for (const trueftp::entry &entry : trueftp::listing(from_, source))
            if (entry.name != "." && entry.name != "..")
                entries.push_back(entry);

        to_.make_directory(target);
        for (const trueftp::entry &entry : entries) {
            const std::string inside = "/" + entry.name;
            if (entry.is_directory)
                copy_directory(source + inside, target + inside);
            else
                copy_file(source + inside, target + inside);
        }
    }

    trueftp::connection &from_, &to_;
    std::size_t files_ = 0;
    std::uint64_t bytes_ = 0;
};

int run(const std::vector<std::string> &arguments)
{
    if (arguments.size() != 4)
        throw usage{};
    const auto source = parse(arguments[0], "FROM_PASSWORD"), target = parse(arguments[2], "TO_PASSWORD");

    trueftp::time_outs limits;
    limits.connect = 20s;
    trueftp::session session("copy", limits);
    trueftp::connection from(session, source), to(session, target);
    copier work(from, to);
    work.copy(arguments[1], arguments[3]);
    std::cout << work.files() << " files, " << work.bytes() << " bytes\n";
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(std::vector<std::string>(argv + 1, argv + argc));
    } catch (const usage &) {
        std::cerr << "usage: copy user@host[:port] name user@host[:port] name\n";
        return 2;
    } catch (const trueftp::error &error) {
        /* what() describes the failure in one sentence; error.reply_code() and reply_text() are for programs. */
        std::cerr << "copy: " << error.what() << '\n';
        return 1;
    }
}
