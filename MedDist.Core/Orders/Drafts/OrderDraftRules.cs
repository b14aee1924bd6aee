using MedDist.Core.Clinical.Codes;
using MedDist.Core.Kernel;
using static MedDist.Core.Orders.Drafts.DraftFields;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What stands in the way of submitting a form: the field, by its name in the draft, and what to do.</summary>
public sealed record DraftProblem(string Field, string Message);

/// <summary>What a form must hold to be submitted, in the order of the screen; the form and the service both ask.</summary>
public static class OrderDraftRules
{
    /// <summary>Everything that is missing or wrong, on <paramref name="today"/>; empty when the form can be submitted.</summary>
    public static IReadOnlyList<DraftProblem> Check(OrderDraftContent form, DateOnly today)
    {
        List<DraftProblem> found =
        [
            .. Recipient(form, today), .. form.IsForPatient ? Payers(form, today).Concat(Stay(form, today)) : [], .. Care(form), .. form.IsForPatient ? Wound(form) : [], .. Products(form), .. Delivery(form, today),
        ];
        return [.. found.DistinctBy(p => p.Field)];
    }

    /// <summary>The same for what was entered already: nothing is said of what is merely missing.</summary>
    public static IReadOnlyList<DraftProblem> CheckEntered(OrderDraftContent form, DateOnly today, IReadOnlySet<string> left) =>
        [.. Check(form, today).Where(p => left.Contains(p.Field))];

    private static IEnumerable<DraftProblem> Recipient(OrderDraftContent form, DateOnly today) => form.Recipient is null && form.NewRecipient is null
        ? [new("recipient", "Choose the patient, or type the name and create one.")]
        : DraftEntries.PatientProblems(form, today);

    private static IEnumerable<DraftProblem> Payers(OrderDraftContent form, DateOnly today) => DraftEntries.CoverProblems(form, form.Primary, "primary", today)
        .Concat(form.Secondary is { } second ? DraftEntries.CoverProblems(form, second, "secondary", today) : []);

    private static IEnumerable<DraftProblem> Stay(OrderDraftContent form, DateOnly today)
    {
        if (form.SnfStatus && (form.SnfDays is not (>= 0 and <= 999) || form.Unread.ContainsKey("snfDays")))
        {
            yield return new("snfDays", "Write how many days the patient has been in the facility.");
        }

        if (!form.GlobalPeriodStatus)
        {
            yield break;
        }

        if (CodeCheck.Cpt(form.GlobalPeriodCpt).Code is null)
        {
            yield return new("globalPeriodCpt", "Write the CPT code of the surgery, five characters such as 28810.");
        }

        if (Unread(form, "globalPeriodSurgeryDate") is { } unread)
        {
            yield return unread;
        }
        else if (form.GlobalPeriodSurgeryDate is not { } surgery || surgery > today)
        {
            yield return new("globalPeriodSurgeryDate", form.GlobalPeriodSurgeryDate is null ? "Write the day of the surgery." : "The surgery is in the future. Check the date.");
        }
    }

    private static IEnumerable<DraftProblem> Care(OrderDraftContent form)
    {
        if (form.Facility is null)
        {
            yield return new("facility", "Choose the facility.");
        }

        if (form.Provider is null)
        {
            yield return new("provider", "Choose the provider who orders.");
        }

        if (form.PlaceOfService is null || CodeCheck.PlaceOfService(form.PlaceOfService).Code != form.PlaceOfService)
        {
            yield return new("placeOfService", "Write the place of service, two digits such as 11 for an office.");
        }
    }

    private static IEnumerable<DraftProblem> Wound(OrderDraftContent form)
    {
        var isAsked = form.Lines.Any(l => l.CoversWound) || form.WoundType is not null || form.WoundLength is not null || form.WoundWidth is not null;
        if (isAsked && string.IsNullOrWhiteSpace(form.WoundType))
        {
            yield return new("woundType", "Choose the type of wound.");
        }

        if (isAsked && string.IsNullOrWhiteSpace(form.WoundLocation))
        {
            yield return new("woundLocation", "Choose where the wound is.");
        }

        foreach (var (field, value, most, must) in new[] { ("woundLength", form.WoundLength, 200m, isAsked), ("woundWidth", form.WoundWidth, 200m, isAsked), ("woundDepth", form.WoundDepth, 100m, false) })
        {
            if (form.Unread.ContainsKey(field) || value <= 0 || value > most)
            {
                yield return new(field, $"Write the {Label(field).ToLowerInvariant()} in cm, between 0.1 and {most:0}.");
            }
            else if (value is null && must)
            {
                yield return new(field, $"Write the {Label(field).ToLowerInvariant()} of the wound in cm.");
            }
        }

        if (form.Unread.ContainsKey("durationWeeks") || form.DurationWeeks is < 0 or > 2000)
        {
            yield return new("durationWeeks", "Write the number of weeks.");
        }

        if (form.DiagnosisCodes.FirstOrDefault(c => CodeCheck.Icd10(c).Code != c) is { } wrong)
        {
            yield return new("diagnosisCodes", $"{wrong} is not a diagnosis code. Write it like E11.621.");
        }
        else if (form.DiagnosisCodes.Count == 0)
        {
            yield return new("diagnosisCodes", "Give at least one diagnosis code.");
        }
    }

    private static IEnumerable<DraftProblem> Products(OrderDraftContent form)
    {
        if (form.Lines.All(l => l.Product is null))
        {
            yield return new(form.Lines.Count > 0 ? OfLine(form.Lines[0].Id, "product") : "lines", "Choose a product.");
        }

        foreach (var line in form.Lines.Where(l => l.Product is not null))
        {
            if (line.Manufacturer is null)
            {
                yield return new(OfLine(line.Id, "product"), $"{line.Product!.Name} has no manufacturer yet, so it cannot be ordered. Choose another product, or ask the order coordinator.");
            }

            if (line.HasSizes && string.IsNullOrWhiteSpace(line.Size))
            {
                yield return new(OfLine(line.Id, "size"), $"Choose the size of {line.Product!.Name}.");
            }

            if (line.Quantity is not (>= 1 and <= 9999) || form.Unread.ContainsKey(OfLine(line.Id, "quantity")))
            {
                yield return new(OfLine(line.Id, "quantity"), "Write how many, between 1 and 9,999.");
            }
        }
    }

    private static IEnumerable<DraftProblem> Delivery(OrderDraftContent form, DateOnly today)
    {
        var service = Unread(form, "serviceDate")
            ?? (form.ServiceDate is null && form.OrderType != OrderType.Consignment ? new("serviceDate", "Write the day on which the product is used.")
            : form.ServiceDate is { } day && Math.Abs(day.DayNumber - today.DayNumber) > 366 ? new("serviceDate", "The service date is more than a year away. Check the year.") : null);
        var deliver = Unread(form, "deliverBy")
            ?? (form.DeliverBy is null ? new("deliverBy", "Write the day by which it has to be there.")
            : form.DeliverBy > form.ServiceDate ? new("deliverBy", "The delivery has to arrive by the service date.")
            : form.DeliverBy < today ? new("deliverBy", "The delivery date has passed. Write a later one.") : null);
        if (service is not null)
        {
            yield return service;
        }

        if (deliver is not null)
        {
            yield return deliver;
        }

        if (form.DeliveryInstructions?.Length > 1000)
        {
            yield return new("deliveryInstructions", "Keep the delivery instructions under 1,000 characters.");
        }

        if (form.Notes?.Length > 4000)
        {
            yield return new("notes", "Keep the note under 4,000 characters.");
        }
    }

    private static DraftProblem? Unread(OrderDraftContent form, string field) =>
        form.Unread.GetValueOrDefault(field) is { } text ? new(field, SmartDay.ProblemOf(text)) : null;
}
