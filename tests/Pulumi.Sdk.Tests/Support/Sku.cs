namespace Pulumi.Sdk.Tests.Support;

[EnumType]
internal readonly struct Sku : IEquatable<Sku>
{
    private readonly string _value;

    private Sku(string value) => _value = value;

    public static Sku Basic { get; } = new("Basic");

    public static explicit operator string(Sku value) => value._value;

    public bool Equals(Sku other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Sku other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
