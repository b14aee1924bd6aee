using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace MedDist.Core.Tests.Orders;

/// <summary>What tests of flags do again and again.</summary>
internal static class FlagDesk
{
    public static readonly VerificationRequirement AnnualIvr = new(VerificationType.Insurance, VerificationFrequency.Annual, ["insurance card", "wound notes"]);

    /// <summary>The one flag that every order has, because nobody can check it yet.</summary>
    public const string Always = "eligibility.not_checked";

    public static string LabelOf(House house, string code) => house.Services.GetRequiredService<OrderFlags>().Find(code)!.Label;

    public static Order With(World world, Product product, DateOnly service)
    {
        var order = world.Draft(service, withItem: false);
        order.AddItem(new() { ProductId = product.Id, Quantity = 1, UnitPrice = 100 });
        return order;
    }

    public static Order Copy(Order order, Guid provider)
    {
        var copy = new Order
        {
            OrderNumber = order.OrderNumber,
            OrganizationId = order.OrganizationId,
            FacilityId = order.FacilityId,
            ProviderId = provider,
            RecipientId = order.RecipientId,
            RecipientName = order.RecipientName,
            ManufacturerId = order.ManufacturerId,
            ServiceDate = order.ServiceDate,
            RequestedDeliveryDate = order.RequestedDeliveryDate,
        };
        copy.AddItem(new() { ProductId = order.Items[0].ProductId, Quantity = 1, UnitPrice = 10 });
        return copy;
    }

    public static async Task UpdateAsync(House house, World world, ManufacturerSettings settings)
    {
        await using var db = house.Open(world.System);
        var stored = await db.ManufacturerSettings.SingleAsync(s => s.Id == settings.Id);
        var entry = db.Entry(stored);
        entry.Property(s => s.OnboardingDocuments).CurrentValue = [.. settings.OnboardingDocuments];
        entry.Property(s => s.MinimumOrderAmount).CurrentValue = settings.MinimumOrderAmount;
        await db.SaveChangesAsync();
    }

    public static async Task<OrderRow> RowAsync(House house, World world, Order order)
    {
        await using var db = house.Open(world.System);
        var stored = await db.Orders.SingleAsync(o => o.Id == order.Id);
        stored.FlagCodes.ShouldBe(stored.Flags.Count == 0 ? "" : $"|{string.Join('|', stored.Flags.Select(f => f.Code))}|");
        return (await house.AsAsync<OrderQueries, OrderRow?>(world.Ashley, q => q.FindAsync(order.Id)))!;
    }

    /// <summary>The codes but the one that is always there, or null.</summary>
    public static async Task<string?> CodesAsync(House house, World world, Order order) =>
        (await RowAsync(house, world, order)).Flags.Select(f => f.Code).Where(c => c != Always).ToList() is { Count: > 0 } codes ? string.Join(' ', codes) : null;

    public static async Task<string?> ReasonAsync(House house, World world, Order order, string code) => (await RowAsync(house, world, order)).Flags.SingleOrDefault(f => f.Code == code)?.Reason;

    public static Task<int> RefreshAsync(House house, World world) => house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync());

    public static Task<Result> MoveAsync(House house, World world, Order order, MoveOrder move, bool asProvider = false) =>
        house.AsAsync<OrderService, Result>(asProvider ? world.CallOf(world.Provider, new([world.Organization.Id], [])) : world.Ashley, s => s.MoveAsync(order.Id, move));
}
