namespace MedDist.Core.Coverage;

/// <summary>Cover in the words of the screen.</summary>
public static class CoverageWords
{
    /// <summary>What a recipient can be to the subscriber, besides being it.</summary>
    public static IReadOnlyList<string> Relationships { get; } = ["spouse", "child", "parent", "other"];

    public static string Label(this PlanType plan) => plan switch
    {
        PlanType.FeeForService => "Fee for service",
        PlanType.MedicareAdvantage => "Medicare Advantage",
        PlanType.Hmo => "HMO",
        PlanType.Ppo => "PPO",
        _ => "Other",
    };

    public static string Label(this NetworkStatus network) => network == NetworkStatus.InNetwork ? "In network" : "Out of network";

    public static string Label(this PayerType payer) => payer switch
    {
        PayerType.Government => "Government",
        PayerType.DirectPay => "Self-pay",
        PayerType.Employer => "Employer",
        _ => "Insurance",
    };
}
