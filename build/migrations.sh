#!/usr/bin/env bash
# Until 1.0 there is exactly one migration, Initial, for each provider. Run this after a change of the model: it writes all three anew.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
dotnet build MedDist.Data -v q --nologo
for provider in Sqlite SqlServer Postgres; do
  rm -rf "MedDist.Data/Database/$provider/Migrations"
done
dotnet build MedDist.Data -v q --nologo
for provider in Sqlite SqlServer Postgres; do
  dotnet ef migrations add Initial --no-build -p MedDist.Data -s MedDist.Data -c "${provider}MedDistDbContext" -o "Database/$provider/Migrations" >/dev/null
  echo "$provider: $(ls MedDist.Data/Database/$provider/Migrations | grep -v -e Designer -e Snapshot)"
done
