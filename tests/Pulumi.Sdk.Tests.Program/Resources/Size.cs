namespace Pulumi.Sdk.Tests.Program.Resources;

[EnumType]
internal readonly struct Size : IEquatable<Size>
{
    private readonly string value;

    private Size(string value) => this.value = value;

    public static Size Small { get; } = new("small");

    public static Size Big { get; } = new("big");

    public static explicit operator string(Size value) => value.value;

    public bool Equals(Size other) => value == other.value;

    public override bool Equals(object? obj) => obj is Size other && Equals(other);

    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => value;
}
