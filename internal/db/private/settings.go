package private

import (
	"maps"
	"slices"
	"strings"
)

// settings fit a machine of two cores and an office PC. The server writes no
// values of rows anywhere but into its tables: statements and errors of
// clients, which may quote an ID number, stay out of its log, whose level
// "log" lies above "error" (PostgreSQL's documentation, table 20.2).
var settings = map[string]string{
	"listen_addresses":        "", // no TCP
	"unix_socket_permissions": "0700",
	"cluster_name":            "laowu",

	"max_connections":         "100",
	"shared_buffers":          "128MB",
	"effective_cache_size":    "1GB",
	"work_mem":                "16MB",
	"maintenance_work_mem":    "128MB",
	"max_wal_size":            "1GB",
	"random_page_cost":        "1.1", // what is asked for is in memory
	"jit":                     "off", // costs more than it gains on short statements
	"log_destination":         "stderr",
	"logging_collector":       "off",
	"log_line_prefix":         "%m [%p] ",
	"log_min_messages":        "log",
	"log_min_error_statement": "panic",
	"log_error_verbosity":     "terse",
	"log_statement":           "none",
	"log_checkpoints":         "off",

	"log_min_duration_statement":        "-1",
	"log_parameter_max_length":          "0",
	"log_parameter_max_length_on_error": "0",
	"log_autovacuum_min_duration":       "-1",
}

// writeSettings writes the three files that PostgreSQL reads. Doing so at each
// start lets a data folder be moved and a later version of the platform bring
// better settings; an operator's own go into ALTER SYSTEM, which wins.
func (h *home) writeSettings(cluster string) error {
	for name, text := range map[string]string{
		"postgresql.conf": h.settingsFile(),
		"pg_hba.conf":     "local all all peer map=laowu\n",
		"pg_ident.conf":   h.identFile(),
	} {
		if err := h.write(cluster+"/"+name, text); err != nil {
			return err
		}
	}
	return nil
}

func (h *home) settingsFile() string {
	all := maps.Clone(settings)
	all["port"] = port
	all["unix_socket_directories"] = `"` + strings.ReplaceAll(h.socket, `"`, `""`) + `"`
	maps.Copy(all, h.Settings)
	var b strings.Builder
	b.WriteString("# Written by laowu at each start. Change settings by ALTER SYSTEM.\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		b.WriteString(name + " = " + quote(all[name]) + "\n")
	}
	return b.String()
}

// identFile lets root and the server's own user, known to the kernel by their
// processes, in as the service, the owner of the database or the superuser.
func (h *home) identFile() string {
	var b strings.Builder
	for _, name := range []string{"root", h.account.name} {
		if name == "" {
			continue
		}
		for _, role := range []string{Service, Role, superuser} {
			b.WriteString(`laowu "` + name + `" ` + role + "\n")
		}
	}
	return b.String()
}

// quote writes a value as postgresql.conf reads it.
func quote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `''`, "\n", `\n`).Replace(s) + "'"
}
