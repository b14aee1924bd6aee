using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Auditing;

public sealed class AuditChainTests
{
    [Theory, Databases]
    public async Task What_is_written_is_sealed_once_and_in_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 3);
        (await SealAsync(house, world)).ShouldBe(await RowsAsync(house, world));
        (await SealAsync(house, world)).ShouldBe(0);
        await WriteAsync(house, world, 2);
        (await SealAsync(house, world)).ShouldBe(2);

        await using var db = house.Open(world.System);
        var blocks = await db.AuditBlocks.Where(b => b.Book == AuditBook.Activity).OrderBy(b => b.Number).ToListAsync();
        blocks.Select(b => b.Number).ShouldBe([1, 2]);
        blocks[1].PreviousHash.ShouldBe(blocks[0].Hash);
        var check = await VerifyAsync(house, world);
        (check.Wrong, check.NotChecked, check.Rows, check.ByName).ShouldBe((0, 0, blocks.Sum(b => b.Rows), world.Coordinator.FullName));
    }

    [Theory, Databases]
    public async Task A_save_that_commits_a_little_late_is_sealed_too_and_counts_as_no_tampering(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 2);
        await SealAsync(house, world);
        await WriteAsync(house, world, 1, house.Clock.Now - AuditSealing.LookBack + TimeSpan.FromMinutes(1));
        (await SealAsync(house, world)).ShouldBe(1);
        (await VerifyAsync(house, world)).Wrong.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Each_way_of_tampering_with_one_row_is_found_and_located(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 5);
        await LookAsync(house, world);
        (await VerifyAsync(house, world)).Wrong.ShouldBe(0);
        var ids = await IdsAsync(house, world);
        await TakeWallAwayAsync(house, world);

        await RawAsync(house, world, $"""UPDATE "ActivityLogs" SET "Action" = 'Order.Nothing' WHERE "Id" = {Key(provider, ids[1])}""");
        Places(await VerifyAsync(house, world)).ShouldBe([(AuditFault.RowChanged, AuditBook.Activity, 1, ids[1])]);
        await RawAsync(house, world, $"""UPDATE "ActivityLogs" SET "Action" = 'test.0' WHERE "Id" = {Key(provider, ids[1])}""");
        (await VerifyAsync(house, world)).Wrong.ShouldBe(1);
        await RawAsync(house, world, $"""UPDATE "ActivityLogs" SET "Action" = 'test.1' WHERE "Id" = {Key(provider, ids[1])}""");
        (await VerifyAsync(house, world)).Wrong.ShouldBe(0);

        await RawAsync(house, world, $"""DELETE FROM "ActivityLogs" WHERE "Id" = {Key(provider, ids[2])}""");
        await RawAsync(house, world, """UPDATE "PhiAccessLogs" SET "Reason" = 'because' """);
        await WriteAsync(house, world, 1, house.Clock.Now.AddDays(-1));
        var inserted = (await IdsAsync(house, world)).Except(ids).Single();
        var found = Places(await VerifyAsync(house, world));
        found.Count.ShouldBe(3);
        found.ShouldContain((AuditFault.RowDeleted, AuditBook.Activity, 1, ids[2]));
        found.ShouldContain((AuditFault.RowInserted, AuditBook.Activity, null, inserted));
        found.ShouldContain(f => f.Fault == AuditFault.RowChanged && f.Book == AuditBook.Phi && f.Block == 1);
    }

    [Theory, Databases]
    public async Task A_row_whose_moment_was_moved_is_the_row_that_is_found(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 4);
        await SealAsync(house, world);
        var ids = await IdsAsync(house, world);
        await TakeWallAwayAsync(house, world);
        var moved = house.Clock.Now.AddHours(3);
        await RawAsync(house, world, $"""UPDATE "ActivityLogs" SET "CreatedAt" = {Moment(provider, moved)} WHERE "Id" = {Key(provider, ids[0])}""");
        Places(await VerifyAsync(house, world)).ShouldBe([(AuditFault.RowChanged, AuditBook.Activity, 1, ids[0])]);
    }

    [Theory, Databases]
    public async Task A_seal_that_was_changed_is_found_also_where_its_hashes_were_made_anew(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 3);
        await SealAsync(house, world);
        await WriteAsync(house, world, 2);
        await SealAsync(house, world);
        await TakeWallAwayAsync(house, world);

        // Somebody who knows how hashes are made, and has no keys: changes a row, its entry and the hash of its block.
        await using (var db = house.Open(world.System))
        {
            var block = await db.AuditBlocks.AsNoTracking().OrderBy(b => b.Number).FirstAsync(b => b.Book == AuditBook.Activity);
            var row = (await IdsAsync(house, world))[1];
            await RawAsync(house, world, $"""UPDATE "ActivityLogs" SET "Action" = 'Order.Nothing' WHERE "Id" = {Key(provider, row)}""");
            db.ChangeTracker.Clear();
            var changed = AuditChain.HashOf(await db.ActivityLogs.AsNoTracking().SingleAsync(l => l.Id == row));
            var entries = AuditChain.Read(block.Entries).SelectMany(e => e.Id == row ? [.. e.Id.ToByteArray(bigEndian: true), .. changed] : (byte[])[.. e.Id.ToByteArray(bigEndian: true), .. e.Hash]).ToArray();
            var hash = AuditChain.HashOf(block.TenantId, block.Book, block.Number, block.PreviousHash, block.Through, block.SealedAt, entries);
            var blob = provider == DatabaseProvider.Postgres ? $"decode('{Convert.ToHexString(entries)}', 'hex')" : $"X'{Convert.ToHexString(entries)}'";
            await RawAsync(house, world, $"""UPDATE "AuditBlocks" SET "Entries" = {blob}, "Hash" = '{hash}' WHERE "Id" = {Key(provider, block.Id)}""");
        }

        // The row itself fits now; its seal does not, nor does the block after.
        Places(await VerifyAsync(house, world)).Select(f => (f.Fault, f.Block)).ShouldBe([(AuditFault.BlockChanged, 1), (AuditFault.BlockChanged, 2)]);
    }

    [Theory, Databases]
    public async Task Blocks_that_are_gone_are_missed_in_the_middle_and_at_the_end(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 2);
        for (var i = 0; i < 3; i++)
        {
            await SealAsync(house, world);
            house.Clock.Advance(TimeSpan.FromHours(1));
            await WriteAsync(house, world, 2);
        }

        (await VerifyAsync(house, world)).Heads.Single(h => h.Book == AuditBook.Activity).Number.ShouldBe(4);
        await TakeWallAwayAsync(house, world);
        await RawAsync(house, world, """DELETE FROM "AuditBlocks" WHERE "Number" = 2""");
        Places(await VerifyAsync(house, world)).ShouldBe([(AuditFault.BlockMissing, AuditBook.Activity, 3, null)]);
        var last = (await IdsAsync(house, world))[^1];
        await RawAsync(house, world, """DELETE FROM "AuditBlocks" WHERE "Number" = 4""");
        await RawAsync(house, world, $"""DELETE FROM "ActivityLogs" WHERE "Id" = {Key(provider, last)}""");
        Places(await VerifyAsync(house, world)).ShouldContain((AuditFault.EndCut, AuditBook.Activity, 4, null));
    }

    [Theory, Databases]
    public async Task The_database_itself_refuses_to_change_or_delete_what_is_younger_than_six_years(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 1);
        await LookAsync(house, world);
        await VerifyAsync(house, world);
        foreach (var table in new[] { "ActivityLogs", "PhiAccessLogs", "AuditBlocks", "AuditChecks" })
        {
            (await Should.ThrowAsync<Exception>(() => RawAsync(house, world, $"""UPDATE "{table}" SET "Id" = "Id" """))).Message.ShouldContain("written once");
            (await Should.ThrowAsync<Exception>(() => RawAsync(house, world, $"""DELETE FROM "{table}" """))).Message.ShouldContain("six years");
        }
    }

    [Theory, Databases]
    public async Task A_longer_time_of_keeping_holds(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string> { ["Audit:RetentionYears"] = "8" });
        var now = house.Clock.Now;
        house.Clock.Set(now.AddYears(-7));
        var world = await WrittenAsync(house, 3);
        await SealAsync(house, world);
        house.Clock.Set(now);
        (await TakeAwayAsync(house, world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromDays(367));
        (await TakeAwayAsync(house, world)).ShouldBeGreaterThan(0);
    }

    [Theory, Databases]
    public async Task The_beginning_is_taken_away_after_six_years_and_no_day_before(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var now = house.Clock.Now;
        house.Clock.Set(now.AddYears(-7));
        var world = await WrittenAsync(house, 3);
        await SealAsync(house, world);
        house.Clock.Set(now.AddYears(-5));
        await WriteAsync(house, world, 2);
        await SealAsync(house, world);
        house.Clock.Set(now);
        var before = await RowsAsync(house, world);

        (await TakeAwayAsync(house, world)).ShouldBe(before - 2);
        (await TakeAwayAsync(house, world)).ShouldBe(0);
        (await RowsAsync(house, world)).ShouldBe(2);
        await using var db = house.Open(world.System);
        (await db.AuditAnchors.SingleAsync()).ShouldSatisfyAllConditions(a => a.Number.ShouldBe(1), a => a.Rows.ShouldBe(before - 2));
        (await VerifyAsync(house, world)).ShouldSatisfyAllConditions(c => c.Wrong.ShouldBe(0), c => c.Rows.ShouldBe(2));
        await WriteAsync(house, world, 1, now.AddYears(-8));
        Places(await VerifyAsync(house, world)).Select(f => f.Fault).ShouldBe([AuditFault.RowInserted]);
    }

    [Fact]
    public void Fewer_than_six_years_stop_the_start()
    {
        foreach (var years in new[] { "5", "0", "-6", "ten", "101" })
        {
            Should.Throw<SettingException>(() => AuditOptions.From(new Microsoft.Extensions.Configuration.ConfigurationManager { ["Audit:RetentionYears"] = years })).Message.ShouldContain("from 6 to 100");
        }

        AuditOptions.From(new Microsoft.Extensions.Configuration.ConfigurationManager()).RetentionYears.ShouldBe(6);
    }

    [Theory, Databases]
    public async Task The_nightly_check_tells_the_coordinators_and_others_may_not_check(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await WrittenAsync(house, 2);
        (await house.AsAsync<AuditVerification, Result<AuditCheck>>(world.CallOf(Role.Viewer), v => v.VerifyAsync())).Failure.ShouldBe(AuditFailures.NotYours);
        await house.AsAsync<AuditVerification, Result<AuditCheck>>(world.System, v => v.VerifyAsync());
        await using var db = house.Open(world.System);
        (await db.Notifications.CountAsync()).ShouldBe(0);
        await TakeWallAwayAsync(house, world);
        await RawAsync(house, world, """DELETE FROM "ActivityLogs" WHERE "Action" = 'test.1'""");
        await house.AsAsync<AuditVerification, Result<AuditCheck>>(world.System, v => v.VerifyAsync());
        (await db.Notifications.SingleAsync()).ShouldSatisfyAllConditions(n => n.Type.ShouldBe(AuditVerification.Tampered), n => n.UserId.ShouldBe(world.Coordinator.Id));
    }

    private static List<(AuditFault Fault, AuditBook Book, int? Block, Guid? Row)> Places(AuditCheck check) => [.. check.Findings.Select(f => (f.Fault, f.Book, f.Block, f.Row))];

    private static async Task<World> WrittenAsync(House house, int entries)
    {
        var world = await World.BuildAsync(house);
        await WriteAsync(house, world, entries);
        return world;
    }

    private static async Task WriteAsync(House house, World world, int entries, DateTimeOffset? at = null)
    {
        for (var i = 0; i < entries; i++)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await house.AddAsync(world.Id, new ActivityLog
            {
                UserId = world.Coordinator.Id,
                Action = $"test.{i}",
                EntityType = "Order",
                EntityId = Guid.CreateVersion7(),
                Changes = [new("Status", "Draft", "Submitted"), new("Name", "•••", "•••")],
                Metadata = new() { ["zeta"] = "1", ["a"] = "2" },
                IpAddress = "127.0.0.1",
                CreatedAt = at ?? house.Clock.Now,
            });
        }
    }

    private static Task<bool> LookAsync(House house, World world) => house.AsAsync<PhiAccess, bool>(world.Ashley, async p =>
    {
        await p.RecordAsync("recipient", world.Recipient.Id, PhiAction.View, "page opened");
        return true;
    });

    private static Task<int> SealAsync(House house, World world) => house.AsAsync<AuditSealing, int>(world.System, s => s.SealAsync());

    private static Task<int> TakeAwayAsync(House house, World world) => house.AsAsync<AuditRetention, int>(world.System, r => r.TakeAwayAsync());

    private static async Task<AuditCheck> VerifyAsync(House house, World world) => (await house.AsAsync<AuditVerification, Result<AuditCheck>>(world.Ashley, v => v.VerifyAsync())).Value!;

    private static async Task<int> RowsAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        return await db.ActivityLogs.CountAsync();
    }

    /// <summary>Of the entries that the test wrote, oldest first.</summary>
    private static async Task<List<Guid>> IdsAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        return await db.ActivityLogs.Where(l => l.Action.StartsWith("test.") || l.Action == "Order.Nothing").OrderBy(l => l.CreatedAt).ThenBy(l => l.Id).Select(l => l.Id).ToListAsync();
    }

    private static string Key(DatabaseProvider provider, Guid id) => provider == DatabaseProvider.Sqlite ? $"'{id.ToString().ToUpperInvariant()}'" : $"'{id}'";

    private static string Moment(DatabaseProvider provider, DateTimeOffset at) => provider == DatabaseProvider.Sqlite ? $"{at.UtcTicks}" : $"'{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}+00'";

    private static async Task RawAsync(House house, World world, string sql)
    {
        await using var db = house.Open(world.System);
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>As somebody who owns the database would.</summary>
    private static async Task TakeWallAwayAsync(House house, World world)
    {
        foreach (var table in new[] { "ActivityLogs", "PhiAccessLogs", "AuditBlocks" })
        {
            await RawAsync(house, world, house.Provider switch
            {
                DatabaseProvider.Sqlite => $"""DROP TRIGGER "{table}_Unchanged"; DROP TRIGGER "{table}_Kept";""",
                DatabaseProvider.Postgres => $"""ALTER TABLE "{table}" DISABLE TRIGGER audit_kept""",
                _ => $"DISABLE TRIGGER dbo.[{table}_Kept] ON dbo.[{table}]",
            });
        }
    }
}
