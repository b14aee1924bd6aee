using System.ComponentModel.DataAnnotations;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>Checks requests by their annotations; forms and services both call it.</summary>
public static class OrderRequestRules
{
    /// <summary>The first wrong fields with their messages, or null when the request is right.</summary>
    public static Failure? Check(object request)
    {
        List<ValidationResult> wrong = [];
        return Validator.TryValidateObject(request, new ValidationContext(request), wrong, validateAllProperties: true)
            ? null
            : new Failure.Invalid(wrong
                .SelectMany(w => w.MemberNames.DefaultIfEmpty("").Select(field => (field, Message: w.ErrorMessage ?? "This value cannot be used.")))
                .GroupBy(w => w.field).ToDictionary(g => g.Key, g => g.Select(w => w.Message).ToArray()));
    }
}
