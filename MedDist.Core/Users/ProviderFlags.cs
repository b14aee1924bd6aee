using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Users;

/// <summary>The provider has no national provider identifier, or one whose check digit is wrong.</summary>
public sealed class ProviderNpiFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("provider.npi", FlagSeverity.Warns, "Provider NPI");

    public FlagReason? Judge(Order order, OrderSurroundings around) => (order.ProviderId, around.ProviderNpi) switch
    {
        (null, _) => null,
        (_, null or "") => "The provider has no NPI. Payers and manufacturers ask for it; enter it with the user.",
        (_, { } npi) when !Npi.IsValid(npi) => $"The provider's NPI {npi} cannot be right: ten digits with a check digit are needed. Compare it with the NPI registry.",
        _ => null,
    };
}

/// <summary>What users add to orders.</summary>
public static class UsersModule
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddOrderFlag<ProviderNpiFlag>()
        .AddScoped<UserLinks>()
        .AddScoped<UserQueries>()
        .AddScoped<UserService>()
        .AddExport<UserExport>();
}
