using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using MedDist.Core.Auditing;
using MedDist.Core.Verifications;
using MedDist.Data.Database;

namespace MedDist.Benchmarks;

/// <summary>The rows of an import written by hand.</summary>
internal static partial class ImportBenchmark
{
    private static readonly string[] CaseWords = ["on", "to", "id", "evidence"];

    /// <summary>What the file says, and nothing else: the case and its period.</summary>
    private static async Task<(Effort Read, Effort Write)> RawAsync(Installation house, byte[] workbook, List<Guid> ids)
    {
        var watch = new EffortWatch();
        var rows = ReadCells(workbook);
        var read = watch.Lap();
        if (rows.Count != ids.Count + 1)
        {
            throw new InvalidOperationException($"The raw read found {rows.Count} rows.");
        }

        await using var raw = await RawWriter.OpenAsync(house);
        await using var update = raw.Command("""UPDATE "Verifications" SET "Status" = 'Verified', "VerifiedOn" = @on, "ExpiresOn" = @to, "ReviewedAt" = @now, "UpdatedAt" = @now, "Version" = "Version" + 1 WHERE "Id" = @id""", "on", "to", "id");
        await using var insert = Period(raw);
        watch.Lap();
        for (var i = 0; i < ids.Count; i++)
        {
            var on = DayOf(rows[i + 1]);
            await raw.RunAsync(update, on, on.AddDays(364), ids[i]);
            await raw.RunAsync(insert, on, on.AddDays(364), ids[i], Guid.CreateVersion7());
        }

        await raw.CommitAsync();
        return (read, watch.Lap());
    }

    /// <summary>
    /// All rows that the import leaves behind, with what stands in them: the staged row (cells and plan encrypted), the row of the batch and its result, the case with its desk facts, the period, the snapshot for the undo and the two
    /// entries of the audit trail. What is asked, matched and read for it is not there.
    /// </summary>
    private static async Task<Effort> RawAllAsync(Installation house, byte[] workbook, List<Guid> ids)
    {
        var rows = ReadCells(workbook);
        await using var raw = await RawWriter.OpenAsync(house);
        await using var staged = raw.Command($"""
            INSERT INTO "StagedRows" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "ImportId", "Number", "Cells", "Outcome", "SubjectId", "TargetId", "Confidence", "Why", "Candidates", "IsLeftOut", "Plan")
            SELECT @row, 0, @now, @now, @tenant, i."Id", @number, @cells, 'Update', @id, @id, 100, 'Name, birth date and member id agree.', {raw.Json("'[]'")}, FALSE, @plan FROM "StagedImports" i WHERE i."Id" = @import
            """, "row", "number", "cells", "id", "plan", "import");
        await using var item = raw.Command("""
            INSERT INTO "BatchItems" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "BatchId", "Index", "EntityType", "EntityId", "Label", "Result")
            VALUES (@item, 0, @now, @now, @tenant, @batch, @number, 'StagedRow', @row, @label, 'Pending')
            """, "item", "batch", "number", "row", "label");
        await using var result = raw.Command("""UPDATE "BatchItems" SET "Result" = 'Changed', "Version" = 1, "UpdatedAt" = @now, "ProcessedAt" = @now WHERE "Id" = @item AND "Version" = 0""", "item");
        await using var update = raw.Command($"""
            UPDATE "Verifications" SET "Status" = 'Verified', "VerifiedOn" = @on, "ExpiresOn" = @to, "Evidence" = {raw.Json("@evidence")}, "ReviewedAt" = @now, "ReviewedByUserId" = @user, "Column" = 'Verified', "DueOn" = @to,
                "DeskVersion" = "DeskVersion" + 1, "UpdatedAt" = @now, "Version" = "Version" + 1 WHERE "Id" = @id AND "Version" = @version
            """, [.. CaseWords, "version"]);
        await using var period = Period(raw);
        await using var snapshot = raw.Command("""
            INSERT INTO "BatchSnapshots" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "BatchId", "EntityId", "Before", "AfterVersion") VALUES (@row, 0, @now, @now, @tenant, @batch, @id, @before, @number)
            """, "row", "batch", "id", "before", "number");
        await using var log = raw.Command($$"""
            INSERT INTO "ActivityLogs" ("Id", "TenantId", "UserId", "Action", "EntityType", "EntityId", "Changes", "Metadata", "IpAddress", "UserAgent", "CreatedAt")
            VALUES (@row, @tenant, @user, @action, @type, @id, {{raw.Json("@changes")}}, {{raw.Json("'{}'")}}, NULL, NULL, @now)
            """, "row", "action", "type", "id", "changes");
        var (import, batch) = await raw.SomeHeadsAsync();
        var watch = new EffortWatch();
        for (var i = 0; i < ids.Count; i++)
        {
            var on = DayOf(rows[i + 1]);
            var (row, itemId, periodId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
            var change = new VerificationChange { Status = VerificationStatus.Verified, VerifiedOn = on, ExpiresOn = on.AddDays(364), Reference = $"A-{i}" };
            await raw.RunAsync(staged, row, raw.NextNumber(), house.Protector.Protect(JsonSerializer.Serialize(rows[i + 1])), ids[i], house.Protector.Protect(JsonSerializer.Serialize(change)), import);
            await raw.RunAsync(item, itemId, batch, raw.NextNumber(), row, $"Row {i + 2}");
            await raw.RunAsync(update, on, on.AddDays(364), ids[i], $$"""{"reference":"A-{{i}}"}""", 1);
            await raw.RunAsync(period, on, on.AddDays(364), ids[i], periodId);
            await raw.RunAsync(snapshot, Guid.CreateVersion7(), batch, ids[i], JsonSerializer.Serialize(new VerificationSnapshot { Status = VerificationStatus.Verified, IsOpen = true, VerifiedOn = on, ExpiresOn = on, Evidence = new Dictionary<string, string>(), Periods = [new(periodId, on, null)] }), 1);
            await raw.RunAsync(log, Guid.CreateVersion7(), "Verification.Modified", "Verification", ids[i], Changes(on, house.Ashley.UserId!.Value, i));
            await raw.RunAsync(log, Guid.CreateVersion7(), "VerificationPeriod.Added", "VerificationPeriod", periodId, "[]");
            await raw.RunAsync(result, itemId);
        }

        await raw.CommitAsync();
        return watch.Lap();
    }

    private static string Changes(DateOnly on, Guid user, int i)
    {
        var (was, now) = (on.AddDays(-360).ToString(CultureInfo.InvariantCulture), on.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Serialize(
            new FieldChange[]
            {
                new("Column", "Expiring", "Verified"), new("DeskVersion", "1", "2"), new("DueOn", was, now), new("Evidence", "{}", $$"""{"reference":"A-{{i}}"}"""), new("ExpiresOn", was, now), new("ReviewedAt", was, now),
                new("ReviewedByUserId", null, user.ToString()), new("VerifiedOn", was, now),
            },
            JsonSerializerOptions.Web);
    }

    private static DbCommand Period(RawWriter raw) => raw.Command($"""
        INSERT INTO "VerificationPeriods" ("Id", "Version", "CreatedAt", "UpdatedAt", "TenantId", "VerificationId", "Frequency", "VerifiedOn", "ExpiresOn", "ValidThrough", "AnsweredAt", "VerifiedByName", "Benefits")
        VALUES (@period, 0, @now, @now, @tenant, @id, 'Annual', @on, @to, @to, @now, 'Ashley', {raw.Json("'{}'")})
        """, "on", "to", "id", "period");

    private static DateOnly DayOf(List<string> row) => DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(row[6], CultureInfo.InvariantCulture)));

    /// <summary>One connection with one transaction, and commands that are prepared once.</summary>
    private sealed class RawWriter(Installation house, DbConnection connection, DbTransaction transaction) : IAsyncDisposable
    {
        private readonly bool isPostgres = house.Provider == DatabaseProvider.Postgres;
        private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
        private readonly Dictionary<DbCommand, string[]> commands = [];
        private int number = Environment.TickCount & 0x3fff_ffff;

        public static async Task<RawWriter> OpenAsync(Installation house)
        {
            var connection = await HandWrittenQueue.OpenAsync(house);
            return new(house, connection, await connection.BeginTransactionAsync());
        }

        // Beyond those of the rows that are there.
        public int NextNumber() => number++;

        public string Json(string value) => isPostgres ? $"CAST({value} AS jsonb)" : value;

        public DbCommand Command(string sql, params string[] names)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            (string Name, object Value)[] same = [("now", isPostgres ? now : now.UtcTicks), ("user", Key(house.Ashley.UserId!.Value)), ("tenant", Key(house.TenantId))];
            foreach (var (name, value) in same.Where(s => sql.Contains('@' + s.Name, StringComparison.Ordinal)).Concat(names.Select(n => (n, (object)DBNull.Value))))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            commands[command] = names;
            return command;
        }

        public async Task RunAsync(DbCommand command, params object[] values)
        {
            foreach (var (name, value) in commands[command].Zip(values))
            {
                command.Parameters[name].Value = value switch { Guid id => Key(id), DateOnly day when !isPostgres => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _ => value };
            }

            if (await command.ExecuteNonQueryAsync() != 1)
            {
                throw new InvalidOperationException("Written by hand, it changed no row: " + command.CommandText);
            }
        }

        /// <summary>The latest import and batch: rows written by hand hang on them.</summary>
        public async Task<(Guid Import, Guid Batch)> SomeHeadsAsync() => (await LatestAsync("StagedImports"), await LatestAsync("BatchOperations"));

        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }

        private async Task<Guid> LatestAsync(string table)
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = ($"""SELECT "Id" FROM "{table}" ORDER BY "CreatedAt" DESC LIMIT 1""", transaction);
            return Guid.Parse((await command.ExecuteScalarAsync())!.ToString()!);
        }

        private object Key(Guid id) => isPostgres ? id : id.ToString().ToUpperInvariant();
    }
}
