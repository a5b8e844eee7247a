/* trueftp.hpp: what each class does, and what it throws.
 *
 * hpp HOST PORT FOLDER */
#include "check.h"

#include <trueftp.hpp>

#include <fstream>
#include <iterator>
#include <type_traits>

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

/* The error that a call throws. */
template <class Call> trueftp::error thrown(Call call)
{
    try {
        call();
    } catch (const trueftp::error &error) {
        return error;
    }
    fprintf(stderr, "nothing was thrown\n");
    exit(1);
}

std::string content(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <class T> constexpr bool moves_only =
    std::is_nothrow_move_constructible_v<T> && !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;
static_assert(moves_only<trueftp::session> && moves_only<trueftp::connection>);
static_assert(moves_only<trueftp::listing>);
static_assert(!std::is_copy_constructible_v<trueftp::file_reader> && !std::is_copy_constructible_v<trueftp::file_writer>);
static_assert(std::is_nothrow_copy_constructible_v<trueftp::error>);

void check_transfers(trueftp::connection &server, const std::string &folder)
{
    server.put(folder + "/local", "kept");
    CHECK(server.last_reply().code == 226);
    CHECK(server.last_reply().text == "Transfer complete.");
    server.get("file", folder + "/back");
    CHECK(content(folder + "/back") == "The bytes of the file.");

    const auto there = thrown([&] { server.get("file", folder + "/back", false); });
    CHECK(there.number() == 80 && there.reply_code() == 0 && there.dialogue().empty());
    CHECK(there.what() == "get \"file\": the file already exists (error 80)"s);

    const auto refused = thrown([&] { server.put(folder + "/local", "refused"); });
    CHECK(refused.number() == ERROR_INTERNET_EXTENDED_ERROR && refused.reply_code() == 451);
    CHECK(refused.reply_text() == "Failure writing to local file.");
    CHECK(refused.advice() == trueftp::retry::later);
    CHECK(refused.explanation().find("The server aborted the action because of a local error.\r\nClass 4yz") == 0);
    CHECK(refused.dialogue().find("\r\n451 Failure writing to local file.\r\n") != std::string::npos);
    CHECK(refused.what() == "put \""s + folder + "/local\": the server refused the request; see its reply (error 12003): 451 Failure writing to local file.");

    const auto missing = thrown([&] { server.put(folder + "/none", "none"); });
    CHECK(missing.number() == 2 && missing.reply_code() == 0 && missing.advice() == trueftp::retry::never);
    CHECK(missing.explanation() == "ERROR_FILE_NOT_FOUND: There is no such file.");
    const auto cut = thrown([&] { server.put(folder + "/local", "a\0b"s); });
    CHECK(cut.number() == ERROR_INVALID_PARAMETER);
#if defined(_WIN32)
    /* Elsewhere any bytes are a path. */
    CHECK(thrown([&] { server.put(folder + "/\xFF", "none"); }).number() == ERROR_INVALID_PARAMETER);
    CHECK(thrown([&] { server.get("file", folder + "/\xFF"); }).number() == ERROR_INVALID_PARAMETER);
#endif
}

void check_pieces(trueftp::connection &server)
{
    {
        trueftp::file_reader reader(server, "file");
        CHECK(reader.size() == 22u);
        char piece[9];
        CHECK(reader.read(piece, sizeof piece) == 9 && std::string(piece, 9) == "The bytes");
        CHECK(reader.read_all() == " of the file.");
        CHECK(reader.read(piece, sizeof piece) == 0);

        const auto busy = thrown([&] { server.remove("x"); });
        CHECK(busy.number() == ERROR_FTP_TRANSFER_IN_PROGRESS && busy.reply_code() == 0);
        trueftp::file_reader moved = std::move(reader);
        CHECK(reader.native_handle() == nullptr && moved.native_handle() != nullptr);
    }
    {
        trueftp::file_writer writer(server, "pieces");
        writer.write("one, ");
        writer.write("two", 3);
        writer.finish();
        CHECK(server.last_reply().code == 226);
    }
    {
        trueftp::file_writer writer(server, "refused");
        writer.write("bytes");
        const auto refused = thrown([&] { writer.finish(); });
        CHECK(refused.number() == ERROR_INTERNET_EXTENDED_ERROR && refused.reply_code() == 451);
        CHECK(refused.what() == "write \"refused\": the server refused the request; see its reply (error 12003): 451 Failure writing to local file."s);
    }
    /* Left unfinished: nothing is thrown, and the connection can be used. */
    trueftp::file_writer(server, "unfinished").write("x");
    const auto missing = thrown([&] { trueftp::file_reader(server, "missing"); });
    CHECK(missing.reply_code() == 550 && missing.reply_text() == "No such file.");
}

void check_directories(trueftp::connection &server)
{
    std::string names;
    for (const trueftp::entry &entry : trueftp::listing(server))
        names += entry.name + (entry.is_directory ? "/ " : " ") + std::to_string(entry.size) + "; ";
    CHECK(names == "big 4294967298; d/ 0; ");

    trueftp::listing all(server, "*");
    auto at = all.begin();
    const auto first = at++;
    CHECK((*first).name == "big" && at->name == "d" && at != all.end());
    trueftp::listing moved = std::move(all);
    CHECK(at->name == "d");
    CHECK(++at == moved.end());
    /* 17 May 2024 in days since 1601 */
    CHECK((*first).modified / 864000000000 == 154634);

    CHECK(trueftp::listing(server, "nothing-like-*").begin() == trueftp::listing::iterator());
    server.make_directory("d");
    server.change_directory("d");
    CHECK(server.current_directory() == "/pub");
    server.remove_directory("d");
    server.remove("x");
    server.rename("x", "y");
    CHECK(server.command("NOOP").code == 200);

    const auto refused = thrown([&] { server.command("SITE secret words"); });
    CHECK(refused.reply_code() / 100 == 5);
    CHECK(std::string(refused.what()).find("command \"SITE\": ") == 0);
    const auto glued = thrown([&] { server.command("PASSsecret"); });
    CHECK(std::string(glued.what()).find("command \"PASS\": ") == 0);
    CHECK(std::string(glued.what()).find("secret") == std::string::npos);
}

void check_failures(const trueftp::session &session, const trueftp::server_options &there)
{
    auto wrong = there;
    wrong.user = "nobody";
    const auto refused = thrown([&] { trueftp::connection(session, wrong); });
    CHECK(refused.number() == ERROR_INTERNET_LOGIN_FAILURE && refused.reply_code() == 530);
    const trueftp::error copy = refused;
    CHECK(copy.what() == std::string(refused.what()) && copy.dialogue() == refused.dialogue());

    auto no_host = there;
    no_host.host.clear();
    CHECK(thrown([&] { trueftp::connection(session, no_host); }).number() == ERROR_INVALID_PARAMETER);
    trueftp::time_outs impossible;
    impossible.receive = -1ms;
    CHECK(thrown([&] { trueftp::session("test", impossible); }).number() == ERROR_INVALID_PARAMETER);
    trueftp::time_outs unlimited;
    unlimited.receive = trueftp::forever;
    trueftp::session("test", unlimited);
}

} // namespace

int main(int argc, char **argv)
{
    const struct server arguments = server_of(argc, argv);
    const std::string folder = arguments.folder;
    std::ofstream(folder + "/local") << "What is sent.";

    trueftp::time_outs limits;
    limits.connect = limits.receive = limits.data_send = 2s;
    trueftp::session session("test", limits);
    const trueftp::server_options there{arguments.host, arguments.port, "me", "secret"};
    trueftp::connection server(session, there);
    check_transfers(server, folder);
    check_pieces(server);
    check_directories(server);
    check_failures(session, there);

    /* Closing a session closes its connections. */
    auto gone = std::make_unique<trueftp::session>("test");
    trueftp::connection orphan(*gone, there);
    gone.reset();
    CHECK(thrown([&] { orphan.remove("x"); }).number() == ERROR_INVALID_HANDLE);
    server = std::move(orphan);
    CHECK(thrown([&] { server.remove("x"); }).number() == ERROR_INVALID_HANDLE);
    return 0;
}
