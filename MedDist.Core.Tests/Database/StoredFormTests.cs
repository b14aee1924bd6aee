using System.Data.Common;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Database;

public sealed class StoredFormTests
{
    [Theory, Databases]
    public async Task Encrypted_columns_hold_no_plain_text_and_read_back(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var acme = await World.BuildAsync(house);
        var policy = new CoveragePolicy { RecipientId = acme.Recipient.Id, PolicyNumber = "1EG4TE5MK73" };
        await house.AddAsync(acme.Id, policy);

        (await RawAsync(house, acme, "SELECT \"PolicyNumber\" FROM \"CoveragePolicies\"")).ShouldNotContain("1EG4");
        (await RawAsync(house, acme, "SELECT \"TaxId\" FROM \"Organizations\"")).ShouldNotContain("89-1234567");
        await using var db = house.Open(acme.System);
        (await db.CoveragePolicies.SingleAsync()).PolicyNumber.ShouldBe("1EG4TE5MK73");
        (await db.Organizations.SingleAsync()).TaxId.ShouldBe("89-1234567");
    }

    [Theory, Databases]
    public async Task Every_ENCRYPTED_column_of_a_built_table_is_encrypted(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        await using var db = house.Open(new Core.Tenancy.BeforeTenantCall());
        db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.GetValueConverter() is EncryptedConverter)
            .Select(p => $"{p.DeclaringType.ClrType.Name}.{p.Name}").Order().ShouldBe(["CarrierConnection.Secret", "CoveragePolicy.PolicyNumber", "Document.SignedContent", "Export.Search", "ManufacturerReplyLink.Token", "OrderDraft.Stored", "Organization.TaxId", "StagedRow.Cells", "StagedRow.Plan", "UserLink.Token"]);
    }

    [Theory, Databases]
    public async Task Everything_an_order_holds_reads_back_as_it_was_written(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var acme = await World.BuildAsync(house);
        var order = await acme.OrderAsync();
        await using var db = house.Open(acme.System);
        var read = await db.Orders.Include(o => o.Items).Include(o => o.Events).SingleAsync();
        read.Intake.Wound.ShouldBe(order.Intake.Wound);
        read.Intake.DiagnosisCodes.ShouldBe(order.Intake.DiagnosisCodes);
        read.Items.Single().Specifications.ShouldBe(order.Items.Single().Specifications);
        (read.SendBy, read.QueuePosition, read.IvrSentence, read.SearchText, read.ServiceDate).ShouldBe((order.SendBy, order.QueuePosition, order.IvrSentence, order.SearchText, order.ServiceDate));
        read.Events.Single().At.ShouldBe(order.Events.Single().At);
    }

    [Theory, Databases]
    public async Task Of_two_who_save_the_same_row_the_second_is_told_and_nothing_is_lost(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var acme = await World.BuildAsync(house);
        var id = (await acme.OrderAsync()).Id;
        await using var first = house.Open(acme.Ashley);
        await using var second = house.Open(acme.Ashley);
        var (mine, theirs) = (await first.Orders.SingleAsync(o => o.Id == id), await second.Orders.SingleAsync(o => o.Id == id));
        mine.Apply(new(OrderAction.Hold) { Reason = "first" }, acme.Ashley, house.Clock.Now);
        theirs.Apply(new(OrderAction.Deny) { Reason = "second" }, acme.Ashley, house.Clock.Now);
        (await first.TrySaveAsync(OrderFailures.Stale)).Succeeded.ShouldBeTrue();
        (await second.TrySaveAsync(OrderFailures.Stale)).Failure.ShouldBe(OrderFailures.Stale);
        await using var db = house.Open(acme.System);
        (await db.Orders.SingleAsync()).Status.ShouldBe(OrderStatus.OnHold);
        (await db.OrderEvents.CountAsync()).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task A_change_is_in_the_activity_log_with_before_and_after_and_without_PHI(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var acme = await World.BuildAsync(house);
        var id = (await acme.OrderAsync()).Id;
        await house.AsAsync<OrderService, Result>(acme.Ashley, s => s.MoveAsync(id, new(OrderAction.Hold) { Reason = "payer asked" }));
        await using (var db = house.Open(acme.Ashley))
        {
            var recipient = await db.Recipients.Include(r => r.Terms).SingleAsync();
            db.RemoveRange(recipient.Edit(EditRecipient.Of(recipient) with { FirstName = "June", LastName = "Private" }));
            await db.SaveChangesAsync();
        }

        await using var log = house.Open(acme.System);
        var changed = await log.ActivityLogs.SingleAsync(l => l.EntityId == id && l.Action == "Order.Modified");
        changed.UserId.ShouldBe(acme.Coordinator.Id);
        changed.Changes.ShouldContain(new Core.Auditing.FieldChange("Status", "PendingReview", "OnHold"));
        var renamed = await log.ActivityLogs.SingleAsync(l => l.EntityId == acme.Recipient.Id && l.Action == "Recipient.Modified");
        renamed.Changes.Select(c => c.Field).ShouldContain("FullName");
        renamed.Changes.ShouldAllBe(c => c.Before == "•••" && c.After == "•••");
        (await RawAsync(house, acme, "SELECT CAST(\"Changes\" AS varchar(4000)) FROM \"ActivityLogs\"")).ShouldNotContain("Private");
    }

    [Theory, Databases]
    public async Task Saving_announces_to_the_tenant_only_and_after_the_commit(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var feed = (ChangeFeed)house.Services.GetService(typeof(ChangeFeed))!;
        List<Change> heard = [], others = [];
        using var mine = feed.Subscribe(acme.Id, heard.AddRange);
        using var theirs = feed.Subscribe(bluebird.Id, others.AddRange);
        await using var db = house.Open(acme.System);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var order = acme.Draft();
        db.Add(order);
        await db.SaveChangesAsync();
        heard.ShouldBeEmpty();
        await transaction.CommitAsync();
        heard.ShouldContain(new Change(acme.Id, nameof(Order), order.Id));
        others.ShouldBeEmpty();
    }

    private static async Task<string> RawAsync(House house, World world, string sql)
    {
        await using DbConnection connection = house.Provider == DatabaseProvider.Postgres ? new NpgsqlConnection(house.Connection) : new SqliteConnection(house.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        if (house.Provider == DatabaseProvider.Postgres)
        {
            command.CommandText = $"SET app.current_tenant_id = '{world.Id}'";
            await command.ExecuteNonQueryAsync();
        }

        command.CommandText = sql;
        List<string> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        rows.ShouldNotBeEmpty();
        return string.Join('\n', rows);
    }
}
