using System.ComponentModel.DataAnnotations;
using MedDist.Core.Kernel;

namespace MedDist.Core.Coverage;

/// <summary>One cover as it is entered, primary or further; checked in one place, for the forms and the service.</summary>
public sealed record CoverageEntry : IValidatableObject
{
    public const int GroupLength = 50;
    public const int PlanLength = 100;
    public const int NameLength = 200;

    public Guid? PayerId { get; init; }

    /// <summary>The payer's name, as the type-ahead shows it; the service goes by <see cref="PayerId"/>.</summary>
    public string? PayerName { get; init; }

    /// <summary>What the chosen payer is; decides with <see cref="PlanType"/> whether a Medicare number is asked for.</summary>
    public PayerType? PayerType { get; init; }

    /// <summary>Member id; the Medicare number where Medicare itself pays.</summary>
    [StringLength(MemberId.MaxLength, ErrorMessage = "At most 50 characters.")]
    public string? PolicyNumber { get; init; }

    [StringLength(GroupLength, ErrorMessage = "At most 50 characters.")]
    public string? GroupNumber { get; init; }

    [StringLength(PlanLength, ErrorMessage = "At most 100 characters.")]
    public string? PlanName { get; init; }

    public PlanType? PlanType { get; init; }

    public NetworkStatus? Network { get; init; }

    public string? PayerPhone { get; init; }

    /// <summary>The recipient is the insured person.</summary>
    public bool IsSelf { get; init; } = true;

    [StringLength(NameLength, ErrorMessage = "At most 200 characters.")]
    public string? SubscriberName { get; init; }

    public DateOnly? SubscriberDateOfBirth { get; init; }

    /// <summary>What was typed as that date and is none; so for the others.</summary>
    public string? SubscriberDateOfBirthUnread { get; init; }

    /// <summary>What the recipient is to the subscriber: one of <see cref="CoverageWords.Relationships"/>.</summary>
    [StringLength(50, ErrorMessage = "At most 50 characters.")]
    public string? SubscriberRelationship { get; init; }

    public DateOnly? EffectiveOn { get; init; }

    public string? EffectiveOnUnread { get; init; }

    /// <summary>Last day of cover; null while it goes on.</summary>
    public DateOnly? TerminatesOn { get; init; }

    public string? TerminatesOnUnread { get; init; }

    /// <summary>Whether anything has been entered at all.</summary>
    public bool IsEmpty => this == new CoverageEntry { IsSelf = IsSelf };

    /// <summary>Whether the member id must be a Medicare number: the government pays, fee for service.</summary>
    public bool WantsMbi => AsksForMbi(PayerType);

    /// <summary>The type of plan that a payer mostly stands for; null where one has to ask.</summary>
    public static PlanType? UsualPlan(PayerType? type, string? payer) =>
        type == Coverage.PayerType.Government && payer?.Contains("Medicare", StringComparison.OrdinalIgnoreCase) == true ? Coverage.PlanType.FeeForService : null;

    /// <summary>What is stored of an existing policy, for editing it.</summary>
    public static CoverageEntry Of(CoveragePolicy policy) => new()
    {
        PayerId = policy.PayerId,
        PayerName = policy.Payer?.Name,
        PayerType = policy.Payer?.Type,
        PolicyNumber = policy.PolicyNumber,
        GroupNumber = policy.GroupNumber,
        PlanName = policy.Details.PlanName,
        PlanType = policy.Details.PlanType,
        Network = policy.Details.Network,
        PayerPhone = policy.Details.Phone,
        IsSelf = policy.Subscriber is null,
        SubscriberName = policy.Subscriber?.Name,
        SubscriberDateOfBirth = policy.Subscriber?.DateOfBirth,
        SubscriberRelationship = policy.Subscriber?.Relationship,
        EffectiveOn = policy.EffectiveOn,
        TerminatesOn = policy.TerminatesOn,
    };

    /// <summary>The member id as it is stored.</summary>
    public string? NumberToStore(PayerType? payerType) => AsksForMbi(payerType) ? Mbi.Read(PolicyNumber).Value : PolicyNumber.OrNull();

    public CoverageDetails ToDetails() => new(PlanName.OrNull(), PlanType, Network, string.IsNullOrWhiteSpace(PayerPhone) ? null : PhoneNumber.Read(PayerPhone).Value);

    public Subscriber? ToSubscriber() => IsSelf ? null : new(SubscriberName!.Trim(), SubscriberDateOfBirth, SubscriberRelationship.OrNull());

    /// <summary>Everything that is wrong with what was entered, on <paramref name="today"/>: for the form, the recipient's page and the services alike.</summary>
    public Failure? Check(DateOnly today) => EntryRules.Check(this, (!IsSelf && SubscriberDateOfBirth > today, CoverageFailures.SubscriberBornLater));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (text, field) in new[] { (EffectiveOnUnread, nameof(EffectiveOn)), (TerminatesOnUnread, nameof(TerminatesOn)) }.Where(d => d.Item1 is not null))
        {
            yield return new(SmartDay.ProblemOf(text!), [field]);
        }

        if (PayerId is null)
        {
            yield return new("Choose the payer from the list.", [nameof(PayerId)]);
            yield break;
        }

        foreach (var wrong in NumberProblems().Concat(SubscriberProblems()))
        {
            yield return wrong;
        }

        if (!string.IsNullOrWhiteSpace(PayerPhone) && PhoneNumber.Read(PayerPhone).Problem is { } phone)
        {
            yield return new(phone, [nameof(PayerPhone)]);
        }

        if (TerminatesOn < EffectiveOn)
        {
            yield return new("The last day of cover is before the first one. Compare both with the card.", [nameof(TerminatesOn)]);
        }
    }

    private bool AsksForMbi(PayerType? payerType) => payerType == Coverage.PayerType.Government && PlanType == Coverage.PlanType.FeeForService;

    private IEnumerable<ValidationResult> NumberProblems()
    {
        if (WantsMbi)
        {
            if (Mbi.Read(PolicyNumber).Problem is { } mbi)
            {
                yield return new(string.IsNullOrWhiteSpace(PolicyNumber) ? "Write the Medicare number from the red, white and blue card, such as 1EG4-TE5-MK73." : mbi, [nameof(PolicyNumber)]);
            }
        }
        else if (string.IsNullOrWhiteSpace(PolicyNumber) && PayerType != Coverage.PayerType.DirectPay)
        {
            yield return new("Write the member ID from the insurance card.", [nameof(PolicyNumber)]);
        }
    }

    private IEnumerable<ValidationResult> SubscriberProblems()
    {
        if (IsSelf)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(SubscriberName))
        {
            yield return new("Write the subscriber's name, or choose that the recipient is the subscriber.", [nameof(SubscriberName)]);
        }

        if (SubscriberDateOfBirthUnread is { } unread)
        {
            yield return new(SmartDay.ProblemOf(unread), [nameof(SubscriberDateOfBirth)]);
        }
        else if (SubscriberDateOfBirth is null)
        {
            yield return new("Write the subscriber's date of birth. Payers ask for it.", [nameof(SubscriberDateOfBirth)]);
        }

        if (string.IsNullOrWhiteSpace(SubscriberRelationship))
        {
            yield return new("Choose what the recipient is to the subscriber.", [nameof(SubscriberRelationship)]);
        }
    }
}
