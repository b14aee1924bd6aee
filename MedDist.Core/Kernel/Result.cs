using System.Diagnostics.CodeAnalysis;

namespace MedDist.Core.Kernel;

/// <summary>Success, or the <see cref="Kernel.Failure"/> that says why not.</summary>
public readonly record struct Result
{
    private Result(Failure? failure) => Failure = failure;

    public static Result Ok => default;

    public Failure? Failure { get; }

    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    public static implicit operator Result(Failure failure) => new(failure);

    public static Result From(Failure? failure) => new(failure);
}

/// <summary>A value, or the <see cref="Kernel.Failure"/> that says why there is none.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    public T? Value { get; }

    public Failure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}
