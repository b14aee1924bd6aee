using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Benchmarks;

/// <summary>
/// The expiry run over many cases beside one SQL statement that changes the same rows, in turns; medians and their ratio. The run writes an entry of the audit trail for each
/// expired case, judges orders and tells the coordinators besides; the statement does not.
/// </summary>
internal static class ExpiryBenchmark
{
    private const int Rounds = 5;
    private const int Types = 4;

    public static async Task RunAsync(Installation house, int cases)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await FillAsync(house, cases, today);
        await ResetAsync(house);
        Console.WriteLine($"{house.Provider}: {cases:N0} cases, {Rounds} rounds in turns");
        Console.WriteLine($"{"round",-8}{"expired",10}{"warned",10}{"run ms",10}{"again ms",10}{"statement ms",14}{"ratio",8}");
        List<double> run = [], raw = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (first, took) = await ExpireAsync(house);
            var (second, again) = await ExpireAsync(house);
            await ResetAsync(house);
            var statement = await StatementAsync(house, today);
            await ResetAsync(house);
            Console.WriteLine($"{(round == 0 ? "warm up" : round),-8}{first.Expired,10:N0}{first.Warned.Values.Sum(),10:N0}{took,10:0}{again,10:0}{statement,14:0}{took / statement,8:0.00}");
            if (second.Cases > 0)
            {
                throw new InvalidOperationException($"The second run found {second.Cases} cases.");
            }

            if (round > 0)
            {
                run.Add(took);
                raw.Add(statement);
            }
        }

        Console.WriteLine($"median: run {Median(run):0} ms, statement {Median(raw):0} ms, ratio {Median(run) / Median(raw):0.00}");
    }

    private static async Task<(ExpiryRun Run, double Took)> ExpireAsync(Installation house)
    {
        await using var scope = house.AsSystem();
        var began = Stopwatch.GetTimestamp();
        var run = await scope.ServiceProvider.GetRequiredService<VerificationExpiry>().RunAsync();
        return (run, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Last days from five weeks ago to eleven months ahead: a tenth has expired, a twelfth is to be warned of.</summary>
    private static async Task FillAsync(Installation house, int cases, DateOnly today)
    {
        await using var scope = house.AsSystem();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<MedDistDbContext>>().CreateDbContextAsync();
        var have = await db.Verifications.CountAsync();
        var makers = await db.Manufacturers.Select(m => m.Id).ToListAsync();
        var writer = new BulkWriter(TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        while (have < cases)
        {
            var recipients = Enumerable.Range(0, 500).Select(i => new Recipient { Type = RecipientType.Patient, Identifier = $"B{Guid.NewGuid():N}"[..20], FirstName = "Bench", LastName = "Mark", DateOfBirth = new(1950, 1, 1) }).ToList();
            var rows = (from r in recipients from m in makers from t in Enumerable.Range(0, Types) select Case(r.Id, m, (VerificationType)t, today.AddDays(Random.Shared.Next(-36, 330)), now)).ToList();
            await writer.WriteAsync(db, recipients, default);
            await writer.WriteAsync(db, rows, default);
            have += rows.Count;
        }

        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static Verification Case(Guid recipient, Guid maker, VerificationType type, DateOnly lastDay, DateTimeOffset now)
    {
        var one = new Verification { RecipientId = recipient, ManufacturerId = maker, Type = type };
        one.Verify(new VerificationPeriod { Frequency = VerificationFrequency.Annual, VerifiedOn = lastDay.AddDays(-365), ValidThrough = lastDay, VerifiedByName = "Bench" }, now);
        return one;
    }

    /// <summary>Everything that has a last day is verified again, as before the run.</summary>
    private static async Task ResetAsync(Installation house)
    {
        await using (var connection = await OpenAsync(house))
        {
            await ExecuteAsync(connection, """UPDATE "Verifications" SET "Status" = 'Verified', "WarnedFor" = NULL, "WarnedAtDays" = NULL, "NoticedAt" = NULL WHERE "NoticedAt" IS NOT NULL""");
            await ExecuteAsync(connection, """DELETE FROM "Notifications" WHERE "FactKey" IS NOT NULL""");
        }

        if (house.Provider == DatabaseProvider.Postgres)
        {
            await using var connection = await OpenAsync(house);
            await ExecuteAsync(connection, """VACUUM ANALYZE "Verifications" """);
        }
    }

    private static async Task<double> StatementAsync(Installation house, DateOnly today)
    {
        await using var connection = await OpenAsync(house);
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        string Day(int days) => house.Provider == DatabaseProvider.Postgres ? $"DATE '{Iso(days)}'" : $"'{Iso(days)}'";
        string Iso(int days) => today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        command.CommandText = $"""
            UPDATE "Verifications" SET
                "Status" = CASE WHEN "ExpiresOn" < {Day(0)} THEN 'Expired' ELSE "Status" END,
                "Version" = CASE WHEN "ExpiresOn" < {Day(0)} THEN "Version" + 1 ELSE "Version" END,
                "WarnedFor" = CASE WHEN "ExpiresOn" < {Day(0)} THEN NULL ELSE "ExpiresOn" END,
                "WarnedAtDays" = CASE WHEN "ExpiresOn" < {Day(0)} THEN NULL WHEN "ExpiresOn" <= {Day(7)} THEN 7 WHEN "ExpiresOn" <= {Day(14)} THEN 14 ELSE 30 END,
                "NoticedAt" = @now
            WHERE "TenantId" = @tenant AND "Status" = 'Verified' AND "IsOpen" AND "ExpiresOn" <= {Day(30)} AND ("WarnedFor" IS NULL OR "WarnedFor" <> "ExpiresOn")
            """;
        Add("now", house.Provider == DatabaseProvider.Postgres ? TimeProvider.System.GetUtcNow() : TimeProvider.System.GetUtcNow().UtcTicks);
        Add("tenant", house.Provider == DatabaseProvider.Postgres ? house.TenantId : house.TenantId.ToString().ToUpperInvariant());
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static async Task<DbConnection> OpenAsync(Installation house)
    {
        var connection = await HandWrittenQueue.OpenAsync(house);
        if (house.Provider == DatabaseProvider.Postgres)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT set_config('app.current_tenant_id', '{house.TenantId}', false)";
            await command.ExecuteNonQueryAsync();
        }

        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 600);
        await command.ExecuteNonQueryAsync();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
