using MedDist.Core.Coverage;

namespace MedDist.Data.Demo;

/// <summary>A made-up payer, how its plans pay, and how many of a hundred recipients it covers.</summary>
internal sealed record DemoPayer(string Name, PayerType Type, string? Identifier, PlanType Plan, NetworkStatus? Network, int Weight, string? Alias = null)
{
    public static readonly IReadOnlyList<DemoPayer> All =
    [
        new("Medicare Part B (demo)", PayerType.Government, "DEMO-MCB", PlanType.FeeForService, null, 42, "MCB"),
        new("Evergreen Advantage (demo)", PayerType.Insurance, "DEMO-EVA", PlanType.MedicareAdvantage, NetworkStatus.InNetwork, 16, "EVA"),
        new("Lantern Health PPO (demo)", PayerType.Insurance, "DEMO-LHP", PlanType.Ppo, NetworkStatus.InNetwork, 14),
        new("Cobalt HMO (demo)", PayerType.Insurance, "DEMO-CBH", PlanType.Hmo, NetworkStatus.OutOfNetwork, 9),
        new("State Medicaid (demo)", PayerType.Government, "DEMO-MCD", PlanType.Other, null, 6),
        new("Oakhurst Employees' Plan (demo)", PayerType.Employer, "DEMO-OEP", PlanType.Ppo, NetworkStatus.InNetwork, 9),
        new("Self-pay", PayerType.DirectPay, null, PlanType.Other, null, 4),
    ];

    public static readonly int[] Weights = [.. All.Select(p => p.Weight)];

    public bool IsMedicare => Plan is PlanType.FeeForService or PlanType.MedicareAdvantage;

    public static List<Payer> Rows(DemoProfile profile, DateOnly today) =>
    [
        .. All.Select((p, i) =>
        {
            var dice = Dice.For(DiceStream.Payer, profile.Key, i);
            return new Payer
            {
                Id = dice.Id(today.AddDays(-420), 6000 + i), Name = p.Name, Type = p.Type, Identifier = p.Identifier, Alias = p.Alias, Contact = new(DemoIdentifiers.Phone(dice, profile.Home.AreaCode)),
                Details = new() { Plans = p.Type == PayerType.DirectPay ? [] : [new(p.Plan.ToString(), p.Plan)], TimelyFilingDays = p.Type == PayerType.DirectPay ? null : p.IsMedicare ? 365 : 180 },
            };
        }),
    ];
}
