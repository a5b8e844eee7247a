/*
 * trueftp.hpp: trueftp.h for C++17, with handles that close themselves and exceptions that carry the server's reply.
 *
 *   trueftp::session session;
 *   trueftp::connection server(session, {"ftp.example.com", 21, "user", "password"});
 *   server.put("report.pdf", "in/report.pdf");
 *   for (const trueftp::entry &entry : trueftp::listing(server, "in"))
 *       std::cout << entry.name << ' ' << entry.size << '\n';
 *
 * When a function returns, the server has confirmed the operation. Otherwise the function throws trueftp::error. Text is
 * UTF-8. A text that contains a NUL is refused (ERROR_INVALID_PARAMETER), not cut off.
 *
 * Classes with a handle can be moved but not copied. A session should outlive its connections, and a connection its files and
 * listings: a destructor also closes the handles below its own, and later calls on those throw. For threads see trueftp.h.
 */

#ifndef TRUEFTP_HPP
#define TRUEFTP_HPP

#include "trueftp.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace trueftp {

/** A reply from the server. */
struct reply {
    std::uint32_t code = 0; /**< 226, 451 …; 0 if there is none. */
    std::string text;       /**< Without the number. Lines are separated by CR LF. */
};

/** Whether to try a failed call again (see TrueFtpRetryAdvice in trueftp.h). */
enum class retry : std::uint32_t {
    none = TRUEFTP_RETRY_NONE,      /**< There is nothing to try again. */
    now = TRUEFTP_RETRY_NOW,        /**< It may work at once. */
    later = TRUEFTP_RETRY_LATER,    /**< It may work later. */
    never = TRUEFTP_RETRY_NEVER,    /**< It will fail again until something is changed. */
    unknown = TRUEFTP_RETRY_UNKNOWN /**< The server may have done it: the file may be there. */
};

/** A failure, with everything that is known about it. what() describes it in one sentence, for people. */
class error : public std::runtime_error {
public:
    error(const std::string &what, std::uint32_t number, trueftp::reply reply = {}, std::string dialogue = {},
          retry advice = retry::never)
        : std::runtime_error(what),
          details_(std::make_shared<const details>(details{number, std::move(reply), std::move(dialogue), advice}))
    {
    }

    /** The number of GetLastError, for example ERROR_INTERNET_EXTENDED_ERROR (12003) if the server refused. */
    std::uint32_t number() const noexcept { return details_->number; }

    /** The number of the server's final reply; 0 if there was none, or if it is not the reason of the failure. */
    std::uint32_t reply_code() const noexcept { return details_->reply.code; }

    /** The text of that reply. */
    const std::string &reply_text() const noexcept { return details_->reply.text; }

    /** All replies of the server during the call, unchanged: lines with their numbers, each ended by CR LF. */
    const std::string &dialogue() const noexcept { return details_->dialogue; }

    /** Whether to try again. */
    retry advice() const noexcept { return details_->advice; }

    /** What the reply means or, without a reply, what the error number means. Lines are separated by CR LF. */
    std::string explanation() const;

private:
    struct details {
        std::uint32_t number;
        trueftp::reply reply;
        std::string dialogue;
        retry advice;
    };
    std::shared_ptr<const details> details_; /* copying an exception must not throw */
};

namespace detail {

inline DWORD last_error() noexcept
{
#if defined(_WIN32)
    return ::GetLastError();
#else
    return ::TrueFtpGetLastError();
#endif
}

/* Whether a call that failed had talked to the server. If not, the last response belongs to an earlier call. */
inline bool is_of_network(DWORD number) noexcept
{
    switch (number) {
    case 12002: case 12003: case 12004: case 12015: case 12017: case 12029: case 12030: case 12031: case 12112:
        return true;
    default:
        return false;
    }
}

/* Gets a text from a function that takes a buffer and its length, in and out. */
template <class Ask> std::string ask_text(Ask ask)
{
    std::string text;
    DWORD length = 0;
    ask(nullptr, &length); /* returns the size needed, with the NUL */
    if (length == 0)
        return text;
    text.resize(length);
    text.resize(ask(text.data(), &length) ? length : 0);
    return text;
}

/* The library's sentence for an error number, to be put into another sentence. Empty if there is none. */
inline std::string meaning(DWORD number)
{
    std::string text = ask_text([=](char *buffer, DWORD *length) {
        return ::TrueFtpDescribeErrorA(number, buffer, length);
    });
    text.erase(0, text.find(": ") == std::string::npos ? text.size() : text.find(": ") + 2); /* without the name */
    if (!text.empty() && text.back() == '.')
        text.pop_back();
    /* Not for abbreviations such as TLS. */
    if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z' && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

inline reply last_reply()
{
    reply last;
    DWORD code = 0;
    last.text = ask_text([&](char *text, DWORD *length) { return ::TrueFtpGetLastReplyA(&code, text, length); });
    last.code = code;
    return last;
}

inline retry advice(DWORD number) noexcept
{
    DWORD advice = TRUEFTP_RETRY_NEVER;
    ::TrueFtpRetryAdvice(nullptr, number, &advice);
    return static_cast<retry>(advice);
}

/* The failure of the last call. `verb` and `object` describe what was tried. */
inline error failure(std::string_view verb, std::string_view object = {})
{
    const DWORD number = last_error(); /* first: the calls below may change it */
    reply last;
    std::string dialogue;
    if (is_of_network(number)) {
        last = last_reply();
        dialogue = ask_text([](char *text, DWORD *length) {
            DWORD refused = 0;
            return ::InternetGetLastResponseInfoA(&refused, text, length);
        });
    }
    std::string what(verb);
    if (!object.empty())
        what.append(" \"").append(object).append("\"");
    what += ": ";
    if (const std::string known = meaning(number); !known.empty())
        what.append(known).append(" (error ").append(std::to_string(number)).append(")");
    else
        what.append("error ").append(std::to_string(number));
    if (last.code != 0)
        what.append(": ").append(std::to_string(last.code)).append(" ").append(last.text);
    return error(what, number, std::move(last), std::move(dialogue), advice(number));
}

inline void check(BOOL done, std::string_view verb, std::string_view object = {})
{
    if (!done)
        throw failure(verb, object);
}

/* A text for a C function. */
inline const char *c_text(const std::string &text)
{
    if (text.find('\0') != std::string::npos)
        throw error("a text that contains a NUL (error 87)", ERROR_INVALID_PARAMETER);
    return text.c_str();
}

#if defined(_WIN32)
/* A local path for a Windows function. */
inline std::wstring wide_path(const std::string &path)
{
    const char *text = c_text(path);
    const int room = ::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(room), L'\0');
    if (room == 0 || ::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, wide.data(), room) == 0)
        throw error("a path that is not UTF-8 (error 87)", ERROR_INVALID_PARAMETER);
    return wide;
}
#endif

class handle {
public:
    explicit handle(HINTERNET value) noexcept : value_(value) {}
    handle(handle &&other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
    handle &operator=(handle &&other) noexcept
    {
        if (this != &other) {
            close();
            value_ = std::exchange(other.value_, nullptr);
        }
        return *this;
    }
    ~handle() { close(); }

    void close() noexcept
    {
        if (value_ != nullptr)
            ::InternetCloseHandle(std::exchange(value_, nullptr));
    }

    HINTERNET get() const noexcept { return value_; }
    explicit operator bool() const noexcept { return value_ != nullptr; }

private:
    HINTERNET value_;
};

} // namespace detail

inline std::string error::explanation() const
{
    return detail::ask_text([this](char *text, DWORD *length) {
        return reply_code() != 0 ? ::TrueFtpDescribeReplyA(reply_code(), reply_text().c_str(), text, length)
                                 : ::TrueFtpDescribeErrorA(number(), text, length);
    });
}

/** How the bytes of a file are transferred. */
enum class transfer : DWORD {
    binary = FTP_TRANSFER_TYPE_BINARY, /**< Unchanged. */
    ascii = FTP_TRANSFER_TYPE_ASCII    /**< As text: line ends are converted. (Not in files that are read or
                                            written in pieces.) */
};

/** No limit. */
constexpr std::chrono::milliseconds forever{0xFFFFFFFF};

/** How long to wait. What is not set keeps the library's default (see InternetSetOptionA in trueftp.h). */
struct time_outs {
    std::optional<std::chrono::milliseconds> connect{};      /**< For each address of the host. */
    std::optional<std::chrono::milliseconds> send{};         /**< For a command to be sent. */
    std::optional<std::chrono::milliseconds> receive{};      /**< For each reply. */
    std::optional<std::chrono::milliseconds> data_send{};    /**< For an upload that stands still. */
    std::optional<std::chrono::milliseconds> data_receive{}; /**< For a download that stands still. */
    std::optional<std::chrono::milliseconds> listen{};       /**< For the server to connect, in active mode. */
};

/** A session, in which connections are opened. */
class session {
public:
    /** Opens a session. Does not use the network. Throws error. */
    explicit session(const std::string &agent = "trueftp", const time_outs &limits = {})
        : handle_(::InternetOpenA(detail::c_text(agent), INTERNET_OPEN_TYPE_DIRECT, nullptr, nullptr, 0))
    {
        detail::check(bool(handle_), "open a session");
        set(limits);
    }

    /** Sets time-outs for connections that are opened later. Throws error. */
    void set(const time_outs &limits)
    {
        set(INTERNET_OPTION_CONNECT_TIMEOUT, limits.connect);
        set(INTERNET_OPTION_SEND_TIMEOUT, limits.send);
        set(INTERNET_OPTION_RECEIVE_TIMEOUT, limits.receive);
        set(INTERNET_OPTION_DATA_SEND_TIMEOUT, limits.data_send);
        set(INTERNET_OPTION_DATA_RECEIVE_TIMEOUT, limits.data_receive);
        set(INTERNET_OPTION_LISTEN_TIMEOUT, limits.listen);
    }

    /** The handle, for the functions of trueftp.h. */
    HINTERNET native_handle() const noexcept { return handle_.get(); }

private:
    void set(DWORD option, const std::optional<std::chrono::milliseconds> &limit)
    {
        if (!limit)
            return;
        if (limit->count() < 0 || *limit > forever)
            throw error("a time-out that is out of range (error 87)", ERROR_INVALID_PARAMETER);
        DWORD value = static_cast<DWORD>(limit->count());
        detail::check(::InternetSetOptionA(handle_.get(), option, &value, sizeof value), "set a time-out");
    }

    detail::handle handle_;
};

/** The server to connect to, and the user. */
struct server_options {
    std::string host;           /**< A name, an IPv4 or an IPv6 address. */
    std::uint16_t port = 0;     /**< 0 for 21. */
    std::string user = {};      /**< Empty for an anonymous login. */
    std::string password = {};
    bool passive = true;        /**< Passive mode: the server listens for data connections. Otherwise this side does. */
};

/** A connection to a server, with a user who is logged in. */
class connection {
public:
    /** Connects and logs in. Throws error: its number is 12015 if the server refuses the user or the password. */
    connection(const session &session, const server_options &server)
        : handle_(::InternetConnectA(session.native_handle(), detail::c_text(server.host), server.port,
                                     detail::c_text(server.user), detail::c_text(server.password),
                                     INTERNET_SERVICE_FTP, server.passive ? INTERNET_FLAG_PASSIVE : 0, 0))
    {
        detail::check(bool(handle_), "connect to", server.host);
    }

    /** Uploads a file. Throws error unless every byte arrived and the server's final reply confirms it. */
    void put(const std::string &local, const std::string &remote, transfer type = transfer::binary)
    {
        const char *name = detail::c_text(remote);
#if defined(_WIN32)
        const std::wstring path = detail::wide_path(local);
        detail::check(::FtpPutFileEx(handle_.get(), path.c_str(), name, DWORD(type), 0), "put", local);
#else
        detail::check(::FtpPutFileA(handle_.get(), detail::c_text(local), name, DWORD(type), 0), "put", local);
#endif
    }

    /**
     * Downloads a file. Throws error unless the whole file is on the disk and the server's final reply confirms it. If it
     * throws, the local file is unchanged. With `replace` false, an existing local file is an error (number 80).
     */
    void get(const std::string &remote, const std::string &local, bool replace = true,
             transfer type = transfer::binary)
    {
        const char *name = detail::c_text(remote);
        const BOOL fail = replace ? FALSE : TRUE;
        const DWORD attributes = FILE_ATTRIBUTE_NORMAL;
#if defined(_WIN32)
        const std::wstring path = detail::wide_path(local);
        detail::check(::FtpGetFileEx(handle_.get(), name, path.c_str(), fail, attributes, DWORD(type), 0), "get",
                      remote);
#else
        detail::check(
            ::FtpGetFileA(handle_.get(), name, detail::c_text(local), fail, attributes, DWORD(type), 0), "get", remote);
#endif
    }

    /** Deletes a file. Throws error. */
    void remove(const std::string &name)
    {
        detail::check(::FtpDeleteFileA(handle_.get(), detail::c_text(name)), "remove", name);
    }

    /** Renames or moves a file or a directory. Throws error. */
    void rename(const std::string &from, const std::string &to)
    {
        detail::check(::FtpRenameFileA(handle_.get(), detail::c_text(from), detail::c_text(to)), "rename", from);
    }

    /** Creates a directory. Throws error, also if it exists already. */
    void make_directory(const std::string &name)
    {
        detail::check(::FtpCreateDirectoryA(handle_.get(), detail::c_text(name)), "make directory", name);
    }

    /** Removes a directory. Most servers require that it is empty. Throws error. */
    void remove_directory(const std::string &name)
    {
        detail::check(::FtpRemoveDirectoryA(handle_.get(), detail::c_text(name)), "remove directory", name);
    }

    /** Sets the directory that names are relative to. Throws error. */
    void change_directory(const std::string &name)
    {
        detail::check(::FtpSetCurrentDirectoryA(handle_.get(), detail::c_text(name)), "change directory to", name);
    }

    /** The directory that names are relative to, as the server reports it. Throws error. */
    std::string current_directory() const
    {
        std::string name;
        BOOL done = FALSE;
        for (DWORD length = 1024; !done; name.resize(length)) {
            name.resize(length);
            done = ::FtpGetCurrentDirectoryA(handle_.get(), name.data(), &length);
            if (!done && detail::last_error() != ERROR_INSUFFICIENT_BUFFER)
                throw detail::failure("ask for the current directory");
        }
        return name;
    }

    /** Sends a command without a data connection, as it is ("SITE CHMOD 600 a"). Throws error for replies from 400. */
    reply command(const std::string &line)
    {
        const DWORD type = FTP_TRANSFER_TYPE_BINARY;
        const BOOL done = ::FtpCommandA(handle_.get(), FALSE, type, detail::c_text(line), 0, nullptr);
        /* Only the verb, at most four letters ("PASSword"): what() must not contain a password. */
        detail::check(done, "command", std::string_view(line).substr(0, line.find(' ')).substr(0, 4));
        return detail::last_reply();
    }

    /** The server's final reply to the last operation, also after success. Throws error. */
    reply last_reply() const
    {
        reply last;
        DWORD code = 0;
        detail::check(::TrueFtpGetHandleReplyA(handle_.get(), &code, nullptr, nullptr), "ask for the last reply");
        last.text = detail::ask_text([&](char *text, DWORD *length) {
            return ::TrueFtpGetHandleReplyA(handle_.get(), &code, text, length);
        });
        last.code = code;
        return last;
    }

    /** The handle, for the functions of trueftp.h. */
    HINTERNET native_handle() const noexcept { return handle_.get(); }

private:
    detail::handle handle_;
};

/** A remote file that is read from its beginning. As long as it exists, its connection can do nothing else. */
class file_reader {
public:
    /** Starts the download. Throws error. */
    file_reader(const connection &server, const std::string &name, transfer type = transfer::binary)
        : handle_(::FtpOpenFileA(server.native_handle(), detail::c_text(name), GENERIC_READ, DWORD(type), 0)),
          name_(name)
    {
        detail::check(bool(handle_), "read", name_);
    }

    /** The size, if the server reported it. Throws error. */
    std::optional<std::uint64_t> size() const
    {
        DWORD high = 0;
        const DWORD low = ::FtpGetFileSize(handle_.get(), &high);
        const DWORD number = low == INVALID_FILE_SIZE ? detail::last_error() : 0;
        if (number == ERROR_INTERNET_ITEM_NOT_FOUND)
            return std::nullopt;
        detail::check(number == 0, "ask for the size of", name_);
        return std::uint64_t{high} << 32 | low;
    }

    /**
     * Reads the next bytes: fewer than `size` only before the end. Returns how many. 0 is the end, after the server has
     * confirmed that the file is complete. Throws error.
     */
    std::size_t read(void *buffer, std::size_t size)
    {
        DWORD count = 0;
        const DWORD room = size < most ? static_cast<DWORD>(size) : most;
        detail::check(::InternetReadFile(handle_.get(), buffer, room, &count), "read", name_);
        return count;
    }

    /** Reads the rest of the file. Throws error. */
    std::string read_all()
    {
        std::string all;
        for (std::size_t at = 0;;) {
            all.resize(at + (at < piece ? piece : at));
            const std::size_t count = read(all.data() + at, all.size() - at);
            at += count;
            if (count == 0) {
                all.resize(at);
                return all;
            }
        }
    }

    /** The handle, for the functions of trueftp.h. */
    HINTERNET native_handle() const noexcept { return handle_.get(); }

private:
    static constexpr DWORD most = 1u << 30;
    static constexpr std::size_t piece = 65536;

    detail::handle handle_;
    std::string name_;
};

/**
 * A remote file that is written in pieces. As long as it exists, its connection can do nothing else.
 *
 * Call finish(): only that reports whether the server has stored the file. The destructor of an unfinished file closes it,
 * may wait for the server and never throws, so it cannot report the result: the server may have stored all of what was
 * written, a part of it, or nothing.
 */
class file_writer {
public:
    /** Starts the upload. Throws error. */
    file_writer(const connection &server, const std::string &name, transfer type = transfer::binary)
        : handle_(::FtpOpenFileA(server.native_handle(), detail::c_text(name), GENERIC_WRITE, DWORD(type), 0)),
          name_(name)
    {
        detail::check(bool(handle_), "write", name_);
    }

    /** Sends these bytes. Throws error. If it does not, the server may still refuse the file at the end. */
    void write(const void *bytes, std::size_t size)
    {
        const char *at = static_cast<const char *>(bytes);
        while (size != 0) {
            DWORD count = size < most ? static_cast<DWORD>(size) : most;
            detail::check(::InternetWriteFile(handle_.get(), at, count, &count), "write", name_);
            at += count;
            size -= count;
        }
    }

    /** The same for a text or bytes in a string. */
    void write(std::string_view bytes) { write(bytes.data(), bytes.size()); }

    /** Ends the upload; call it once. Returns when the server has confirmed that it stored the file. Throws error. */
    void finish()
    {
        if (!::TrueFtpFinishFile(handle_.get())) {
            const error refused = detail::failure("write", name_);
            handle_.close();
            throw refused;
        }
        handle_.close();
    }

    /** The handle, for the functions of trueftp.h. */
    HINTERNET native_handle() const noexcept { return handle_.get(); }

private:
    static constexpr DWORD most = 1u << 30;

    detail::handle handle_;
    std::string name_;
};

/** An entry of a directory. */
struct entry {
    std::string name;
    bool is_directory = false;
    std::uint64_t size = 0;
    /** The time of the last change as the server printed it, without a time zone, in units of 100 ns since 1601 (FILETIME).
     * 0 if it is unknown. */
    std::uint64_t modified = 0;
};

/**
 * The entries of a directory, for one pass. As long as it exists, its connection can do everything but list another one.
 *
 * Entries whose names are longer than 259 bytes or contain `/` or `\` are skipped, as by FtpFindFirstFile.
 */
class listing {
    struct state {
        detail::handle handle;
        std::string name;
        entry current;

        void take(const WIN32_FIND_DATAA &data)
        {
            const FILETIME &time = data.ftLastWriteTime;
            current.name = data.cFileName;
            current.is_directory = (data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
            current.size = std::uint64_t{data.nFileSizeHigh} << 32 | data.nFileSizeLow;
            current.modified = std::uint64_t{time.dwHighDateTime} << 32 | time.dwLowDateTime;
        }

        void next()
        {
            WIN32_FIND_DATAA data{};
            if (::InternetFindNextFileA(handle.get(), &data))
                return take(data);
            if (detail::last_error() != ERROR_NO_MORE_FILES)
                throw detail::failure("list", name);
            handle.close();
        }
    };

public:
    /** An input iterator. All iterators of a listing are at the same entry, or at the end. */
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = entry;
        using difference_type = std::ptrdiff_t;
        using pointer = const entry *;
        using reference = const entry &;

        iterator() = default;
        reference operator*() const { return state_->current; }
        pointer operator->() const { return &state_->current; }
        /** Throws error. */
        iterator &operator++()
        {
            state_->next();
            return *this;
        }
        /** Throws error. */
        auto operator++(int)
        {
            struct before {
                entry value;
                const entry &operator*() const { return value; }
            };
            before old{state_->current};
            ++*this;
            return old;
        }
        friend bool operator==(const iterator &a, const iterator &b) { return a.at_end() == b.at_end(); }
        friend bool operator!=(const iterator &a, const iterator &b) { return !(a == b); }

    private:
        friend class listing;
        explicit iterator(state *state) : state_(state) {}
        bool at_end() const { return state_ == nullptr || !state_->handle; }

        state *state_ = nullptr;
    };

    /**
     * Lists a directory. `what` is empty for the current directory, or a name. If the last part of the name contains `*` or
     * `?`, only entries that match are listed. Throws error. If the server lists nothing and replies 2yz, the range is empty.
     */
    explicit listing(const connection &server, const std::string &what = {})
    {
        WIN32_FIND_DATAA data{};
        detail::handle find(::FtpFindFirstFileA(server.native_handle(), detail::c_text(what), &data, 0, 0));
        if (!find && detail::last_error() != ERROR_NO_MORE_FILES) {
            /* An empty directory that was named fails with 12003 although the server's reply is 2yz. */
            const error failed = detail::failure("list", what);
            if (failed.number() != ERROR_INTERNET_EXTENDED_ERROR || failed.reply_code() / 100 != 2)
                throw failed;
        }
        state_ = std::make_unique<state>(state{std::move(find), what, {}});
        if (state_->handle)
            state_->take(data);
    }

    iterator begin() const noexcept { return iterator(state_.get()); }
    iterator end() const noexcept { return iterator(); }

private:
    std::unique_ptr<state> state_; /* allocated separately, so that iterators stay valid after a move */
};

} // namespace trueftp

#endif /* TRUEFTP_HPP */
