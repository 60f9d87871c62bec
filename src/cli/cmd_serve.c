/* SPDX-License-Identifier: Apache-2.0 */
#include "app/files.h"
#include "cli/judging.h"
#include "serve/server.h"

#include <signal.h>
#include <spawn.h>
#include <unistd.h>

enum { PORT_USUAL = 8080, PORT_MOST = 65535 };

static jh_code read_certificate(jh_server_options *out, jh_call *call, jh_error *err)
{
    const char *certificate = jh_call_option(call, "--tls-cert");
    const char *key = jh_call_option(call, "--tls-key");
    jh_text text;
    jh_code code;

    if (!certificate && !key) return JH_OK;
    if (!certificate || !key)
        return jh_fail(err, JH_NOT_FOUND, SAY_CLI_SERVE_TLS_BOTH, "--tls-cert, --tls-key", NULL);
    code = jh_file_read(&text, &call->keep, certificate, err);
    out->certificate = text.at;
    if (!code) code = jh_file_read(&text, &call->keep, key, err);
    out->key = text.at;
    return code;
}

/* xdg-open of whoever started us; without one the address on the terminal has to do. */
static void open_browser(const char *address)
{
    char program[] = "xdg-open", *words[] = { program, (char *)(uintptr_t)address, NULL };
    pid_t child;

    (void)!posix_spawnp(&child, program, NULL, NULL, words, environ);
}

static void print_address(const jh_call *call, const jh_server *server, const char *address)
{
    char line[1024];
    jh_message message = jh_message_make(SAY_CLI_SERVE_AT, address, NULL);

    jh_message_write(line, sizeof line, call->lang, &message, 0);
    printf("%s\n", line);
    if (jh_server_setup(server)) {
        message = jh_message_make(SAY_CLI_SERVE_SETUP, NULL);
        jh_message_write(line, sizeof line, call->lang, &message, 0);
        printf("%s\n  %s#/setup/%s\n", line, address, jh_server_setup(server));
    }
    fflush(stdout);
}

static void wait_for_signal(const sigset_t *signals)
{
    int which;

    sigwait(signals, &which);
}

static int serve(jh_call *call, const jh_server_options *options)
{
    jh_error err = { JH_OK };
    jh_server *server;
    sigset_t signals;
    jh_text address;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL); /* before there are threads: they inherit it */
    if (jh_server_begin(&server, &call->keep, options, &err)) return jh_call_failed(call, &err);
    address = jh_text_format(&call->keep, "%s://%s:%u/", options->certificate ? "https" : "http",
                             options->bind, (unsigned)jh_server_port(server));
    if (address.at) {
        print_address(call, server, address.at);
        if (jh_call_has(call, "--open")) open_browser(address.at);
        wait_for_signal(&signals);
    }
    jh_server_end(server);
    return address.at ? JH_EXIT_DONE : JH_EXIT_CANNOT;
}

int jh_cmd_serve(jh_call *call)
{
    jh_error err = { JH_OK };
    const char *bind = jh_call_option(call, "--bind");
    jh_server_options options = { .address = call->args[0],
                                  .standards_folder = jh_call_option(call, "--standards"),
                                  .bind = bind ? bind : "127.0.0.1" };
    long port;

    if (!jh_call_number(&port, call, "--port", PORT_USUAL, PORT_MOST)) return JH_EXIT_USAGE;
    options.port = (uint16_t)port;
    if (read_certificate(&options, call, &err)) return jh_call_failed(call, &err);
    return serve(call, &options);
}
