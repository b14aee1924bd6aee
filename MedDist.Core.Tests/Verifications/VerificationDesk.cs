using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace MedDist.Core.Tests.Verifications;

/// <summary>What tests of the verification desk do again and again.</summary>
internal static class VerificationDesk
{
    public static readonly VerificationRequirement Ivr = new(VerificationType.Insurance, VerificationFrequency.Annual);
    public static readonly DateOnly Today = new(2026, 6, 15);

    /// <summary>Recipients with a case each: in turn verified, expiring, expired, rejected, needed.</summary>
    public static async Task ManyAsync(House house, World world, int count)
    {
        List<object> rows = [];
        for (var i = 0; i < count; i++)
        {
            var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-9{i:0000}", FirstName = $"Pat{(char)('a' + (i % 26))}", LastName = $"Test{(char)('a' + (i / 26 % 26))}" };
            var theCase = new Verification { RecipientId = recipient.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance };
            if (i % 5 < 3)
            {
                var from = (i % 5) switch { 0 => Today.AddDays(-100 - (i % 200)), 1 => Today.AddYears(-1).AddDays(2), _ => Today.AddYears(-1).AddDays(-30) };
                theCase.Verify(
                    new VerificationPeriod { Frequency = VerificationFrequency.Annual, VerifiedOn = from, ValidThrough = VerificationPolicy.ValidThrough(VerificationFrequency.Annual, from), VerifiedByName = "A. Lee" },
                    house.Clock.Now);
            }
            else if (i % 5 == 3)
            {
                theCase.Reject("not covered", null, house.Clock.Now);
            }

            rows.AddRange([recipient, theCase]);
        }

        await house.AddAsync(world.Id, [.. rows]);
    }

    public static async Task<Order> DraftAsync(House house, World world, DateOnly service)
    {
        var order = world.Draft(service);
        await house.AddAsync(world.Id, order);
        return order;
    }

    public static Task<Result> MoveAsync(House house, World world, Order order, OrderAction action) =>
        house.AsAsync<OrderService, Result>(action == OrderAction.Submit ? world.CallOf(world.Provider, new([world.Organization.Id], [])) : world.Ashley, s => s.MoveAsync(order.Id, new(action) { Reason = "because" }));

    public static async Task ChangeAsync(House house, World world, VerificationChange change)
    {
        var one = (await CasesAsync(house, world)).Single();
        (await house.AsAsync<VerificationService, Result>(world.Ashley, s => s.ChangeAsync(one.Id, one.Version, change))).Failure.ShouldBeNull();
    }

    public static async Task<List<Verification>> CasesAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        return await db.Verifications.AsNoTracking().ToListAsync();
    }

    public static Task<VerificationPage> ListAsync(House house, ICallContext who, VerificationFilter filter) => house.AsAsync<VerificationQueries, VerificationPage>(who, q => q.ListAsync(filter));
}
