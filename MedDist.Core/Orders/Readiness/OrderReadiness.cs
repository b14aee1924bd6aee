using MedDist.Core.Catalog;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders.Readiness;

/// <summary>
/// Says of an order that is being written what will happen when it is submitted. Asks the same rules that raise the flags of submitted orders, and adds what a flag does not say: that a check is fine, or why
/// it could not run. A rule that this class does not know by name shows as a warning when it raises its flag.
/// </summary>
public static class OrderReadiness
{
    private const string DeliveryCode = "order.unreachable";

    private static readonly string[] Once = ["provider.npi", "eligibility.not_checked", "order.service_passed"];

    /// <summary>The checks, in the order of the form. <paramref name="isFirst"/> is false for the further orders of one form, which do not repeat what holds for all.</summary>
    public static IReadOnlyList<ReadinessPoint> Judge(Order order, OrderSurroundings around, OrderFlags flags, bool isFirst = true)
    {
        var raised = flags.Rules.Select(r => (r.Kind, Reason: r.Judge(order, around))).Where(f => f.Reason is not null && (isFirst || !Once.Contains(f.Kind.Code))).ToDictionary(f => f.Kind.Code, f => (f.Kind, f.Reason!));
        List<ReadinessPoint> points = [];
        points.AddRange(Ivr(order, around));
        points.Add(Authorization(order, around));
        points.Add(Known("document.missing", "Documents", DocumentsOf(order, around)));
        points.Add(Delivery(order, around));
        raised.Remove(DeliveryCode);
        points.Add(Known("order.duplicate", "Duplicates", Needs(order, around, "No similar order of this recipient within three days.")));
        points.Add(Known("product.too_soon", "Interval", Needs(order, around, "Nothing speaks against using it again on this day.")));
        points.Add(Known(SpecialtyFlag.Code, "Specialty", SpecialtyOf(order), ReadinessState.Blocks));
        if (isFirst)
        {
            points.Add(Known("provider.npi", "Provider NPI", order.ProviderId is null ? NotYet("Choose the provider first.") : (ReadinessState.Ok, "The provider's NPI has the right form. Whether it is active is not checked.")));
        }

        points.AddRange(raised.Where(f => !IsIvr(f.Key)).Select(f => new ReadinessPoint(
            f.Key, f.Key == "eligibility.not_checked" ? ReadinessState.NotChecked : ReadinessState.Warning, f.Value.Kind.Label, f.Value.Item2.Sentence, f.Value.Item2.OrderId)));
        return points;

        ReadinessPoint Known(string code, string title, (ReadinessState State, string Sentence) otherwise, ReadinessState raisedAs = ReadinessState.Warning) =>
            raised.Remove(code, out var flag) && otherwise.State != ReadinessState.NotChecked
                ? new(code, raisedAs, title, flag.Item2.Sentence, flag.Item2.OrderId)
                : new(code, otherwise.State, title, otherwise.Sentence);
    }

    private static bool IsIvr(string code) => code.StartsWith("ivr.", StringComparison.Ordinal) || code == "pa.needed";

    private static IEnumerable<ReadinessPoint> Ivr(Order order, OrderSurroundings around)
    {
        if (order.RecipientId is null || order.ManufacturerId is null)
        {
            var (state, why) = NotYet(order.RecipientId is null ? "Choose the recipient first." : "Choose a product first.");
            return [new("ivr", state, "IVR", why)];
        }

        var answers = around.AnswersFor(order).Where(a => a.Required.Type != VerificationType.PriorAuthorization).ToList();
        return answers.Count == 0
            ? [new("ivr", ReadinessState.Ok, "IVR", $"{around.Manufacturer?.Name ?? "The manufacturer"} asks for no verification.")]
            : answers.Select(a => new ReadinessPoint("ivr", StateOf(a.Answer, around), Title(a.Required.Type), Words(a.Answer, around)));
    }

    private static string Title(VerificationType type) => VerificationPolicy.Label(type) is var label ? char.ToUpperInvariant(label[0]) + label[1..] : label;

    private static ReadinessState StateOf(IvrAnswer answer, OrderSurroundings around) =>
        answer.Covers && !(answer.ValidThrough <= around.Today.AddDays(around.Calendar.ExpiringDays)) ? ReadinessState.Ok : ReadinessState.Warning;

    private static string Words(IvrAnswer answer, OrderSurroundings around)
    {
        if (answer.Covers)
        {
            return answer.ValidThrough is { } last ? $"{answer.Sentence} {Days(last.DayNumber - around.Today.DayNumber)} left." : answer.Sentence;
        }

        var turnaround = around.Manufacturer?.Ivr is { } ivr ? $" {around.Manufacturer.Name} usually answers within {BusinessDays(ivr.Days)}." : "";
        return answer.State == IvrState.Requested ? $"{answer.Sentence}{turnaround}" : $"{answer.Sentence} The order desk asks for it after you submit.{turnaround}";
    }

    /// <summary>What the manufacturer asks for is checked; what the payer asks for is not known here.</summary>
    private static ReadinessPoint Authorization(Order order, OrderSurroundings around)
    {
        const string code = "pa.needed", title = "Prior authorisation";
        var answers = order.RecipientId is null || order.ManufacturerId is null ? []
            : around.AnswersFor(order).Where(a => a.Required.Type == VerificationType.PriorAuthorization).Select(a => a.Answer).ToList();
        return answers.Find(a => !a.Covers) is { } missing ? new(code, ReadinessState.Warning, title, missing.Sentence)
            : answers.Count > 0 ? new(code, ReadinessState.Ok, title, answers[0].Sentence)
            : new(code, ReadinessState.NotChecked, title, "Not checked: whether the payer wants one is not known, because MedDist has no connection to a payer yet.");
    }

    private static (ReadinessState, string) DocumentsOf(Order order, OrderSurroundings around) => order.RecipientId is null ? NotYet("Choose the recipient first.")
        : around.Manufacturer?.Settings is not { } settings ? NotYet("Choose a product first.")
        : settings.OnboardingDocuments.Count > 0 || settings.RequiredVerifications.Any(r => r.Documents?.Count > 0) ? (ReadinessState.Ok, "All that the manufacturer wants is on file.")
        : (ReadinessState.Ok, "The manufacturer asks for none.");

    private static (ReadinessState, string) SpecialtyOf(Order order) => order.ProviderId is null ? NotYet("Choose the provider first.")
        : order.Items.Count == 0 ? NotYet("Choose a product first.")
        : (ReadinessState.Ok, "The provider may order these products.");

    private static (ReadinessState, string) Needs(Order order, OrderSurroundings around, string fine) => order.RecipientId is null ? NotYet("Choose the recipient first.")
        : order.Items.Count == 0 || around.Manufacturer is null ? NotYet("Choose a product first.")
        : order.ServiceDate is null ? NotYet("Write the service date first.")
        : (ReadinessState.Ok, fine);

    private static ReadinessPoint Delivery(Order order, OrderSurroundings around)
    {
        const string code = DeliveryCode, title = "Delivery";
        if (around.Manufacturer is null)
        {
            var (state, why) = NotYet("Choose a product first.");
            return new(code, state, title, why);
        }

        var question = OrderFactRules.Question(order, around);
        var waits = order.RecipientId is not null && !around.AnswersFor(order).All(a => a.Answer.Covers) ? around.Manufacturer.Ivr : null;
        var earliest = SendByClock.EarliestDelivery(around.Today, question);
        var after = waits is null ? earliest : SendByClock.EarliestDelivery(question.Calendar.After(around.Today, waits.Days), question);
        var can = $"{order.ShippingSpeed.Label()} can bring it on {OrderFlagWords.Day(earliest)} at the earliest{(after > earliest ? $", after the IVR about {OrderFlagWords.Day(after)}" : "")}.";
        return order.RequestedDeliveryDate is not { } wanted ? new(code, ReadinessState.NotChecked, title, $"Not checked: write by when it has to be there. {can}")
            : wanted < earliest ? new(code, ReadinessState.Warning, title, $"{can} Choose a later day or a faster way.")
            : wanted < after ? new(code, ReadinessState.Warning, title, $"{can} It may come after {OrderFlagWords.Day(wanted)}, when you want it.")
            : new(code, ReadinessState.Ok, title, can);
    }

    private static (ReadinessState, string) NotYet(string todo) => (ReadinessState.NotChecked, $"Not checked: {char.ToLowerInvariant(todo[0])}{todo[1..]}");

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string BusinessDays(int days) => days == 1 ? "1 business day" : $"{days} business days";
}
