using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Orders.Bulk;

/// <summary>The bulk actions on orders.</summary>
internal static class BulkModule
{
    public static IServiceCollection AddBulkActions(this IServiceCollection services) => services
        .AddMove(OrderAction.Approve, BulkArguments.Approve, "Approve orders")
        .AddMove(OrderAction.SendBack, BulkArguments.SendBack, "Send orders back")
        .AddMove(OrderAction.Deny, BulkArguments.Deny, "Deny orders")
        .AddMove(OrderAction.Hold, BulkArguments.Hold, "Put orders on hold")
        .AddScoped<IBatchAction, AssignOrders>()
        .AddScoped<IBatchAction, ForwardOrders>()
        .AddScoped<IBatchAction, ChangeOrderDates>()
        .AddScoped<IBatchAction, RequestIvrs>();

    private static IServiceCollection AddMove(this IServiceCollection services, OrderAction action, string kind, string title) =>
        services.AddScoped<IBatchAction>(s => new MoveOrders(action, kind, title, s.GetRequiredService<ICallContext>(), s.GetRequiredService<OrderFactService>(), s.GetRequiredService<TimeProvider>()));
}
