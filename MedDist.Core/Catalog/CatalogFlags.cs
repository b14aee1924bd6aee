using System.Globalization;
using MedDist.Core.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Catalog;

/// <summary>The recipient has had the same product more recently than <see cref="Product.ReapplicationDays"/> allows, counted from service date to service date.</summary>
public sealed class TooSoonFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("product.too_soon", FlagSeverity.Warns, "Too soon");

    public FlagReason? Judge(Order order, OrderSurroundings around)
    {
        if (order.ServiceDate is not { } day)
        {
            return null;
        }

        var clashes = from item in order.Items
                      let product = around.Products.GetValueOrDefault(item.ProductId)
                      where product?.ReapplicationDays > 0
                      from other in around.Others
                      where other.ServiceDate < day && day.DayNumber - other.ServiceDate.DayNumber < product.ReapplicationDays && other.ProductIds.Contains(item.ProductId)
                      orderby other.ServiceDate descending, other.OrderNumber descending, product.Name
                      select (product, other);
        return clashes.FirstOrDefault() is ({ } again, { } before)
            ? new FlagReason(
                $"{again.Name} may be used again from {Day(before.ServiceDate.AddDays(again.ReapplicationDays!.Value))}, {again.ReapplicationDays} days after the service date {Day(before.ServiceDate)} of {before.OrderNumber}.",
                before.Id)
            : null;
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>What the catalogue adds.</summary>
public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddOrderFlag<TooSoonFlag>().AddOrderFlag<SpecialtyFlag>();
}
