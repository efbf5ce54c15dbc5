/* ktool_sqlite.so, which lets any SQLite program use our functions:
 *
 *     sqlite> .load ./ktool_sqlite
 *     sqlite> SELECT kt_stem('mengatakan', 'id');
 */
#include "store/sql_functions.h"

SQLITE_EXTENSION_INIT1

/* SQLite finds it by the letters of the file's name. */
__attribute__((visibility("default"))) int
sqlite3_ktoolsqlite_init(sqlite3 *handle, char **message,
                         const sqlite3_api_routines *api);

int sqlite3_ktoolsqlite_init(sqlite3 *handle, char **message,
                             const sqlite3_api_routines *api)
{
    SQLITE_EXTENSION_INIT2(api);
    (void)message;
    return kt_sql_functions(handle, KT_RULES_NEWS);
}
