using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine.Values;

/// <summary>
/// A value on the wire between a program, the engine and a provider: what JSON has, and what Pulumi adds to it (secrets,
/// unknowns, assets, references, outputs). Immutable; equality is by content.
/// </summary>
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

    /// <summary>The absent value.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that is not known yet: it exists only in previews.</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue();

    /// <summary>JSON's true.</summary>
    public static PropertyValue True { get; } = new Bool(true);

    /// <summary>JSON's false.</summary>
    public static PropertyValue False { get; } = new Bool(false);

    /// <summary>Whether this value, or anything inside it, is unknown.</summary>
    public virtual bool ContainsUnknowns => false;

    /// <summary>Whether this value, or anything inside it, is secret.</summary>
    public virtual bool ContainsSecrets => false;

    /// <summary>The value without the mark of a secret around it (the inside is left as it is).</summary>
    public PropertyValue WithoutSecretMark => this is Secret secret ? secret.Value : this;

    /// <summary>
    /// What a record prints of itself: nothing that is computed (<see cref="WithoutSecretMark"/> is the value itself, and
    /// printing it has no end).
    /// </summary>
    /// <param name="builder">Where it is printed to.</param>
    protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false;

    /// <summary>A string, a number, a boolean or a list becomes its value without further ado.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator PropertyValue(string value) => new Text(value);

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static implicit operator PropertyValue(double value) => new Number(value);

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static implicit operator PropertyValue(bool value) => value ? True : False;

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static implicit operator PropertyValue(PropertyMap value) => new Obj(value);

    /// <summary>JSON's null.</summary>
    public sealed record NullValue : PropertyValue;

    /// <summary>A value that is not known yet.</summary>
    public sealed record UnknownValue : PropertyValue
    {
        /// <inheritdoc/>
        public override bool ContainsUnknowns => true;
    }

    /// <summary>A boolean.</summary>
    /// <param name="Value">The boolean.</param>
    public sealed record Bool(bool Value) : PropertyValue;

    /// <summary>A number; the wire knows doubles only.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(double Value) : PropertyValue;

    /// <summary>A string.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : PropertyValue;

    /// <summary>A list.</summary>
    /// <param name="Items">The elements, in order.</param>
    public sealed record List(ImmutableArray<PropertyValue> Items) : PropertyValue
    {
        /// <inheritdoc/>
        public override bool ContainsUnknowns => Items.Any(item => item.ContainsUnknowns);

        /// <inheritdoc/>
        public override bool ContainsSecrets => Items.Any(item => item.ContainsSecrets);

        /// <inheritdoc/>
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Length == 0 ? 0 : HashCode.Combine(Items.Length, Items[0]);
    }

    /// <summary>An object.</summary>
    /// <param name="Members">The members.</param>
    public sealed record Obj(PropertyMap Members) : PropertyValue
    {
        /// <inheritdoc/>
        public override bool ContainsUnknowns => Members.ContainsUnknowns;

        /// <inheritdoc/>
        public override bool ContainsSecrets => Members.ContainsSecrets;
    }

    /// <summary>A value that must never be shown or stored in clear.</summary>
    /// <param name="Value">The value inside; never itself a secret.</param>
    public sealed record Secret(PropertyValue Value) : PropertyValue
    {
        /// <summary>Never the value: a message or a log is no place for it.</summary>
        public override string ToString() => "[secret]";

        /// <inheritdoc/>
        public override bool ContainsUnknowns => Value.ContainsUnknowns;

        /// <inheritdoc/>
        public override bool ContainsSecrets => true;
    }

    /// <summary>A file, a text or a remote document.</summary>
    /// <param name="Kind">Where the content is: <c>text</c>, <c>path</c> or <c>uri</c>.</param>
    /// <param name="Content">The text, the path or the URI.</param>
    public sealed record Asset(string Kind, string Content) : PropertyValue;

    /// <summary>A folder, a remote archive, or a map of assets and archives.</summary>
    /// <param name="Kind"><c>path</c>, <c>uri</c> or <c>assets</c>.</param>
    /// <param name="Content">The path or the URI; empty for a map.</param>
    /// <param name="Entries">The entries of a map; empty otherwise.</param>
    public sealed record Archive(string Kind, string Content, PropertyMap Entries) : PropertyValue;

    /// <summary>A resource as a value.</summary>
    /// <param name="Urn">Its URN.</param>
    /// <param name="Id">Its id; null for a component, <see cref="Unknown"/> where it does not exist yet.</param>
    public sealed record Reference(string Urn, PropertyValue? Id) : PropertyValue
    {
        /// <inheritdoc/>
        public override bool ContainsUnknowns => Id is { ContainsUnknowns: true };
    }

    /// <summary>An output with its dependencies, as only remote components and calls receive it.</summary>
    /// <param name="Value">The value; null where it is unknown.</param>
    /// <param name="IsSecret">Whether it is secret.</param>
    /// <param name="Dependencies">URNs of the resources it comes from.</param>
    public sealed record Output(PropertyValue? Value, bool IsSecret, ImmutableArray<string> Dependencies) : PropertyValue
    {
        /// <inheritdoc/>
        public override bool ContainsUnknowns => Value is null || Value.ContainsUnknowns;

        /// <inheritdoc/>
        public override bool ContainsSecrets => IsSecret || Value is { ContainsSecrets: true };
    }
}
