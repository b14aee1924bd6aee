using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Coverage;

/// <summary>Eligibility has not been asked for: said, so that nobody takes silence for a yes (product decision 10). Goes away with an answer, never by itself.</summary>
public sealed class EligibilityNotCheckedFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("eligibility.not_checked", FlagSeverity.Informs, "Eligibility not checked");

    public FlagReason? Judge(Order order, OrderSurroundings around) =>
        "Not checked: eligibility has not been run, because MedDist has no connection to a payer yet. Ask the payer where it matters.";
}

/// <summary>What coverage adds.</summary>
public static class CoverageModule
{
    public static IServiceCollection AddCoverage(this IServiceCollection services) => services
        .AddScoped<CoverageService>().AddScoped<MemberKeyRehash>()
        .AddScoped<CoverageConsequences>()
        .AddScoped<PayerQueries>().AddScoped<PayerBook>().AddScoped<PayerService>().AddExport<PayerExport>()
        .AddScoped<CareReminders>()
        .AddOrderFlag<EligibilityNotCheckedFlag>();
}
