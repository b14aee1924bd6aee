using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>What of orders is downloaded.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this WebApplication app) =>
        app.MapGet("/orders/{id:guid}/form.pdf", FormAsync).RequireAuthorization(OrderPermissions.Form);

    private static async Task<IResult> FormAsync(Guid id, OrderDisclosure orders, CancellationToken cancel)
    {
        var form = await orders.FormAsync(id, cancel);
        return form.Succeeded ? Results.File(form.Value.Bytes, form.Value.ContentType, form.Value.FileName)
            : form.Failure is Core.Kernel.Failure.Forbidden ? Results.Forbid() : Results.NotFound();
    }
}
