using System.Data.Common;
using MedDist.Core.Coverage;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

public sealed class SqliteBulkWriterTests(SqliteDemoDatabase database) : BulkWriterTests(database), IClassFixture<SqliteDemoDatabase>;

/// <summary>The bulk writer stores what a save would store, and keeps the wall between tenants.</summary>
public abstract class BulkWriterTests(DemoDatabase database)
{
    private static readonly DateTimeOffset Earlier = new(2025, 11, 4, 15, 12, 13, TimeSpan.Zero);

    private readonly BulkWriter writer = new(new Later());

    [Fact]
    public async Task An_order_written_in_bulk_is_stored_like_a_saved_one()
    {
        await using var context = database.InAcme();
        var (saved, bulk) = (Sample("T-SAVED"), Sample("T-BULK"));
        context.Orders.Add(saved);
        await context.SaveChangesAsync();
        await writer.WriteAsync(context, [bulk], CancellationToken.None);

        var (a, b) = (await StoredAsync(context, "Orders", saved.Id), await StoredAsync(context, "Orders", bulk.Id));
        a.Keys.ShouldBe(b.Keys);
        foreach (var column in a.Keys.Except(["Id", "OrderNumber", "SearchText", "CreatedAt", "UpdatedAt"]))
        {
            b[column].ShouldBe(a[column], column);
        }

        b["Version"].ToString().ShouldBe("0");
        b["WoundMeasurements"].ShouldNotBe(DBNull.Value);
    }

    [Fact]
    public async Task An_order_written_in_bulk_reads_back_whole_at_the_moments_given()
    {
        var bulk = Sample("T-READ");
        await using (var context = database.InAcme())
        {
            await writer.WriteAsync(context, [bulk], _ => new RowMoments(Earlier, Earlier.AddHours(2)), CancellationToken.None);
        }

        await using var reader = database.InAcme();
        var read = await reader.Orders.SingleAsync(o => o.Id == bulk.Id);
        (read.CreatedAt, read.UpdatedAt, read.TenantId).ShouldBe((Earlier, Earlier.AddHours(2), database.Acme));
        read.Intake.Wound.ShouldBe(bulk.Intake.Wound);
        read.Intake.DiagnosisCodes.ShouldBe(bulk.Intake.DiagnosisCodes);
        read.Intake.PlanType.ShouldBe(PlanType.MedicareAdvantage);
        read.Intake.GlobalPeriodSurgeryDate.ShouldBe(bulk.Intake.GlobalPeriodSurgeryDate);
        read.VerificationIds.ShouldBe(bulk.VerificationIds);
        read.Metadata.ShouldBe(bulk.Metadata);
        read.SendBy.ShouldBe(bulk.SendBy);
    }

    [Fact]
    public async Task An_encrypted_column_is_encrypted_in_bulk_and_reads_back()
    {
        await using var context = database.InAcme();
        var recipient = await context.Recipients.FirstAsync();
        var policy = new CoveragePolicy { RecipientId = recipient.Id, PolicyNumber = "1EG4TE5MK73", Subscriber = new("Pat Example", new DateOnly(1960, 2, 29), "spouse") };
        await writer.WriteAsync(context, [policy], CancellationToken.None);
        (await StoredAsync(context, "CoveragePolicies", policy.Id))["PolicyNumber"].ToString()!.ShouldNotContain("1EG4");
        var read = await context.CoveragePolicies.AsNoTracking().SingleAsync(p => p.Id == policy.Id);
        (read.PolicyNumber, read.Subscriber).ShouldBe((policy.PolicyNumber, policy.Subscriber));
    }

    [Fact]
    public async Task Rows_of_another_tenant_are_refused_and_nothing_is_written()
    {
        await using var context = database.InBluebird();
        var mine = new Payer { Name = "T-MINE", Type = PayerType.Insurance };
        var foreign = new Payer { Name = "T-FOREIGN", Type = PayerType.Insurance, TenantId = database.Acme };
        await Should.ThrowAsync<TenantWallException>(() => writer.WriteAsync(context, [mine, foreign], CancellationToken.None));
        (await context.Payers.CountAsync(p => p.Name.StartsWith("T-"))).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_tenant_no_owned_row_is_written_and_with_one_no_unowned_row()
    {
        await using var before = database.Contexts.CreateFor(new BeforeTenantCall());
        await Should.ThrowAsync<TenantWallException>(() => writer.WriteAsync(before, [new Payer { Name = "T-NOBODY", Type = PayerType.Insurance }], CancellationToken.None));
        await using var acme = database.InAcme();
        await Should.ThrowAsync<TenantWallException>(() => writer.WriteAsync(acme, [new Tenant { Name = "T", Subdomain = "t-refused" }], CancellationToken.None));
    }

    [Fact]
    public async Task Rows_without_a_tenant_are_written_before_a_tenant_is_known()
    {
        await using var before = database.Contexts.CreateFor(new BeforeTenantCall());
        var tenant = new Tenant { Name = "Third", Subdomain = "t-third" };
        await writer.WriteAsync(before, [tenant], CancellationToken.None);
        await writer.WriteAsync(before, [new User { FullName = "T", Role = Role.Viewer, TenantId = tenant.Id, UserName = "t@third.example" }], CancellationToken.None);
        (await before.Tenants.SingleAsync(t => t.Id == tenant.Id)).Settings.TimeZone.ShouldBe("America/New_York");
        await before.Users.Where(u => u.TenantId == tenant.Id).ExecuteDeleteAsync();
    }

    [Fact]
    public async Task An_open_transaction_is_joined_so_that_a_roll_back_takes_the_rows_with_it()
    {
        await using var context = database.InAcme();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await writer.WriteAsync(context, [new Payer { Name = "T-GONE", Type = PayerType.Employer }], CancellationToken.None);
            await writer.WriteAsync(context, [new Payer { Name = "T-GONE", Type = PayerType.Employer }], CancellationToken.None);
            (await context.Payers.CountAsync(p => p.Name == "T-GONE")).ShouldBe(2);
            await transaction.RollbackAsync();
        }

        (await context.Payers.CountAsync(p => p.Name == "T-GONE")).ShouldBe(0);
    }

    private static Order Sample(string number)
    {
        var order = new Order
        {
            OrderNumber = number,
            Type = OrderType.Rush,
            RecipientName = "Zoë O'Neal",
            ServiceDate = new DateOnly(2026, 3, 12),
            RequestedDeliveryDate = new DateOnly(2026, 3, 11),
            Notes = "Two lines\nand \"quotes\"",
            Metadata = new() { ["colour"] = "blue" },
            Intake = new()
            {
                Wound = new(4.2m, 3.1m, 0.5m, "Diabetic foot ulcer", "Left heel"),
                PreviousTreatments = ["Offloading"],
                PlaceOfService = "11",
                PlanType = PlanType.MedicareAdvantage,
                GlobalPeriodSurgeryDate = new DateOnly(2026, 2, 1),
                DiagnosisCodes = ["E11.621", "L97.422"],
                HospiceStatus = true,
            },
        };
        order.SetIvr(new(IvrState.Valid, new DateOnly(2026, 12, 31), "Annual IVR verified.", [Guid.Parse("0198a000-0000-7000-8000-000000000001")]));
        order.SetSendBy(new(Earlier.AddDays(3), null));
        return order;
    }

    /// <summary>The row as the database holds it, before any converter.</summary>
    private static async Task<Dictionary<string, object>> StoredAsync(DbContext context, string table, Guid id)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE \"Id\" = @id";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@id", id);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return reader.GetColumnSchema().ToDictionary(c => c.ColumnName, c => reader.GetValue(c.ColumnOrdinal!.Value));
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DemoDatabase.Now.AddMinutes(1);
    }
}
