#!/bin/bash
# Makes the roles beside this script and a user of each, named like its role. Doing it again changes the passwords.
set -euo pipefail

say() { printf '%s\n' "$*"; }

# JSON and curl's -u both take these letters as they are
check() {
  [[ "$2" =~ ^[A-Za-z0-9._-]{12,}$ ]] || {
    say "$1 in .env must have 12 characters or more, letters, digits and - _ . only" >&2
    exit 1
  }
}

put() {
  # the administrator's password goes through a file descriptor: arguments can be read by other processes
  curl --silent --show-error --fail-with-body --output /dev/null \
    --config <(printf 'user = "elastic:%s"\n' "$ELASTIC_PASSWORD") \
    --header 'Content-Type: application/json' --request PUT --data @- "$ELASTICSEARCH_URL$1"
}

user() {
  put "/_security/role/$1" < "$(dirname "$0")/roles/$1.json"
  printf '{"password": "%s", "roles": ["%s"]}' "$2" "$1" | put "/_security/user/$1"
  say "User $1 is there, with the rights of docker/elasticsearch/roles/$1.json."
}

check ELASTIC_PASSWORD "$ELASTIC_PASSWORD"
check NIFI_ELASTICSEARCH_PASSWORD "$NIFI_ELASTICSEARCH_PASSWORD"
check GRAFANA_ELASTICSEARCH_PASSWORD "$GRAFANA_ELASTICSEARCH_PASSWORD"
user nificrm_nifi "$NIFI_ELASTICSEARCH_PASSWORD"
user nificrm_grafana "$GRAFANA_ELASTICSEARCH_PASSWORD"
