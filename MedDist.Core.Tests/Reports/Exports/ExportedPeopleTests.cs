using System.Reflection;
using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Tests.Reports.Exports.ExportDesk;

namespace MedDist.Core.Tests.Reports.Exports;

/// <summary>Whether one can tell later in which files a patient was (45 CFR 164.528).</summary>
public sealed class ExportedPeopleTests
{
    private static readonly Dictionary<string, string> Short = new() { ["Exports:RowsAtOnce"] = "4", ["Exports:PartRows"] = "3" };

    [Theory, Databases]
    public async Task A_file_names_its_patients_once_however_often_it_is_downloaded_and_only_when_it_leaves(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, sam) = await SomeAsync(house, 2, 1);
        var started = await StartAsync(house, world.Ashley, Queue);
        (await OfAsync(house, world.Ashley, sam)).ShouldBeEmpty();
        await BytesAsync(house, world.Ashley, started.Id);
        await BytesAsync(house, world.Ashley, started.Id);
        (await OfAsync(house, world.Ashley, sam)).Select(l => (l.By, l.What, l.RecipientId)).ShouldBe([("Ashley Nguyen", "Export of orders", sam), ("Ashley Nguyen", "Export of orders", sam)]);
        (await OfAsync(house, world.Ashley, sam)).ShouldAllBe(l => l.Reason.Contains("Payment and supply: denials of March"));
        await using (var db = house.Open(world.System))
        {
            (await db.ExportedPeople.Where(p => p.ExportId == started.Id).Select(p => p.RecipientId).ToListAsync()).ShouldBe([world.Recipient.Id, sam], ignoreOrder: true);
            (await db.ActivityLogs.AnyAsync(l => l.EntityType == nameof(ExportedPerson))).ShouldBeFalse();
        }

        // A list without him does not name him, a list that is not about people names nobody, and who may not read the audit trail is told nothing.
        var without = await StartAsync(house, world.Ashley, Queue with { Address = "/orders?tab=all&q=ord-00001" });
        await BytesAsync(house, world.Ashley, without.Id);
        await BytesAsync(house, world.Ashley, (await StartAsync(house, world.Ashley, new("manufacturers", ExportFormat.Csv, "/manufacturers"))).Id);
        (await OfAsync(house, world.Ashley, sam)).Count.ShouldBe(2);
        (await OfAsync(house, world.Ashley, world.Recipient.Id)).Count.ShouldBe(3);
        (await OfAsync(house, world.CallOf(Role.Provider), sam)).ShouldBeEmpty();
        (await OfAsync(house, (await World.BuildAsync(house, "bluebird")).Ashley, sam)).ShouldBeEmpty();
        await using var after = house.Open(world.System);
        (await after.ExportedPeople.CountAsync()).ShouldBe(3);
    }

    [Theory, Databases]
    public async Task A_long_file_names_them_part_by_part_also_after_another_node_took_it_over(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Short);
        var (world, sam) = await SomeAsync(house, 9, 2);
        var started = await StartAsync(house, world.Ashley, Queue with { Address = "/orders?tab=all&sort=number" });
        await RunBatchesAsync(house, world);
        (await OfAsync(house, world.Ashley, sam)).ShouldHaveSingleItem("written on the server is logged too");
        await using (var db = house.Open(world.System))
        {
            // 11 rows in 4 parts: Jane is in the first three, Sam in the last.
            (await db.ExportedPeople.Where(p => p.ExportId == started.Id).GroupBy(p => p.RecipientId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count))
                .ShouldBe(new Dictionary<Guid, int> { [world.Recipient.Id] = 3, [sam] = 1 }, ignoreOrder: true);
        }

        await BytesAsync(house, world.Ashley, started.Id);
        (await OfAsync(house, world.Ashley, sam)).Count.ShouldBe(2);

        // What a run holds of the people does not grow with the file.
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(world.Ashley);
        await using var run = (await scope.ServiceProvider.GetRequiredService<ExportMaker>().BeginAsync(await FindAsync(house, world, started.Id), new MemoryStream(), default))!;
        await run.WriteAsync(9);
        run.TakePeople().ShouldBe([world.Recipient.Id]);
        run.TakePeople().ShouldBeEmpty();
        await run.WriteAsync(9);
        run.TakePeople().ShouldBe([sam]);
    }

    [Theory, Databases]
    public async Task Who_is_in_a_file_is_never_changed_or_deleted(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, _) = await SomeAsync(house, 1, 1);
        await BytesAsync(house, world.Ashley, (await StartAsync(house, world.Ashley, Queue)).Id);
        await using var db = house.Open(world.System);
        db.Remove(await db.ExportedPeople.FirstAsync());
        await Should.ThrowAsync<Exception>(() => db.SaveChangesAsync());
    }

    [Fact]
    public void Every_grid_about_people_says_who_a_row_is_about()
    {
        var sources = typeof(IExportSource).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IExportSource)))
            .Where(t => ((IExportSource)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).HoldsPhi).ToList();
        sources.Count.ShouldBeGreaterThanOrEqualTo(6);
        sources.Where(t => !Names(t)).ShouldBeEmpty();
        Names(typeof(Numbers)).ShouldBeFalse();

        static bool Names(Type source) => source.GetMethod("PersonOf", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;
    }

    /// <summary>So many orders of Jane, and after them some of Sam.</summary>
    private static async Task<(World World, Guid Sam)> SomeAsync(House house, int janes, int sams)
    {
        var world = await World.BuildAsync(house);
        Recipient sam = new() { Type = RecipientType.Patient, Identifier = "MRN-77", FirstName = "Samuel", LastName = "Stone" };
        await house.AddAsync(world.Id, sam);
        for (var i = 0; i < janes + sams; i++)
        {
            await world.OrderAsync(world.Draft(recipient: i < janes ? null : sam));
        }

        return (world, sam.Id);
    }

    private static async Task<List<AccessLine>> OfAsync(House house, ICallContext who, Guid recipient) =>
        [.. (await house.AsAsync<AccessQueries, IReadOnlyList<AccessLine>>(who, q => q.ListAsync(new(recipient, null, null, null)))).Where(l => l.Action == PhiAction.Export)];
}
