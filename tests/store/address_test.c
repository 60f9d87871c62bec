/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/address.h"

static jh_arena keep;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, 1 << 20);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    return 0;
}

static const struct {
    const char *label, *address, *shown;
} addresses[] = {
    { "a file is shown as it is", "/data/县.jh", "/data/县.jh" },
    { "a user is shown, a password is not", "postgresql://u:secret@h:5/db",
      "postgresql://u@h:5/db" },
    { "a password in the parameters is not shown either", "postgres://h/db?password=secret",
      "postgres://h/db" },
    { "a port is not taken for a password", "postgresql://h:5432/db", "postgresql://h:5432/db" },
    { "a password may hold colons", "postgresql://u:a:b@h/db", "postgresql://u@h/db" },
    { "a file may look like a password", "u:secret@h", "u:secret@h" },
};

static void an_address_is_shown_without_its_password(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (!jh_text_equal(jh_text_of(jh_address_show(&keep, addresses[i].address)),
                           jh_text_of(addresses[i].shown)))
            fail_msg("%s: %s", addresses[i].label, jh_address_show(&keep, addresses[i].address));
}

static const struct {
    const char *type;
    bool is_remote;
} types[] = {
    { "ext4", false },       { "xfs", false },     { "tmpfs", false },
    { "overlay", false },    { "fuseblk", false }, { "fuse.fuse-overlayfs", false },
    { "", false },           { "nfs", true },      { "nfs4", true },
    { "cifs", true },        { "smb3", true },     { "fuse.sshfs", true },
    { "fuse.rclone", true }, { "9p", true },       { "ceph", true },
};

static void network_file_systems_are_known_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (jh_filesystem_is_remote(jh_text_of(types[i].type)) != types[i].is_remote)
            fail_msg("%s", types[i].type);
}

static const struct {
    const char *label;
    unsigned major, minor;
    const char *type;
} mounts[] = {
    { "by its device", 8, 1, "ext4" },
    { "with options between", 0, 52, "nfs4" },
    { "a device that begins alike is another one", 0, 5, "" },
    { "one that is not mounted has none", 9, 9, "" },
};

static void the_type_of_a_mount_is_found_by_its_device(void **state)
{
    static const char table[] =
        "22 28 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "36 35 0:52 / /mnt/share rw,noatime shared:9 master:1 - nfs4 server:/share rw,vers=4.2\n";

    (void)state;
    for (size_t i = 0; i < sizeof mounts / sizeof *mounts; i++)
        if (!jh_text_equal(jh_filesystem_type(JH_TEXT(table), mounts[i].major, mounts[i].minor),
                           jh_text_of(mounts[i].type)))
            fail_msg("%s", mounts[i].label);
}

static void this_machines_own_disk_may_hold_a_store(void **state)
{
    (void)state;
    assert_int_equal(jh_address_check_local("/tmp/not-there-yet.jh", NULL), JH_OK);
    assert_int_equal(jh_address_check_local("not-there-yet.jh", NULL), JH_OK);
    assert_int_equal(jh_address_check_local("/not-there-yet.jh", NULL), JH_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_shown_without_its_password),
        cmocka_unit_test(network_file_systems_are_known_by_name),
        cmocka_unit_test(the_type_of_a_mount_is_found_by_its_device),
        cmocka_unit_test(this_machines_own_disk_may_hold_a_store),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
