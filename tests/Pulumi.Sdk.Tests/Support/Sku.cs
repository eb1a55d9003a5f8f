namespace Pulumi.Sdk.Tests.Support;

[EnumType]
internal readonly struct Sku : IEquatable<Sku>
{
    private readonly string value;

    private Sku(string value) => this.value = value;

    public static Sku Basic { get; } = new("Basic");

    public static explicit operator string(Sku value) => value.value;

    public bool Equals(Sku other) => value == other.value;

    public override bool Equals(object? obj) => obj is Sku other && Equals(other);

    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => value;
}
