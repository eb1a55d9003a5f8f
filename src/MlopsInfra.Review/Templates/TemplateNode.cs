using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>A value in the body of a resource.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>The texts in it.</summary>
    public abstract IEnumerable<TemplateExpression> Texts { get; }

    /// <summary>An object.</summary>
    /// <param name="Entries">The members; a key can be computed, too.</param>
    public sealed record Members(ImmutableArray<(TemplateExpression Key, TemplateNode Value)> Entries) : TemplateNode
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateExpression> Texts =>
            Entries.SelectMany(member => member.Value.Texts.Prepend(member.Key));
    }

    /// <summary>An array.</summary>
    /// <param name="Elements">The elements.</param>
    public sealed record Items(ImmutableArray<TemplateNode> Elements) : TemplateNode
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateExpression> Texts => Elements.SelectMany(element => element.Texts);
    }

    /// <summary>A text.</summary>
    /// <param name="Expression">The text.</param>
    public sealed record Leaf(TemplateExpression Expression) : TemplateNode
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateExpression> Texts => [Expression];
    }

    /// <summary>A number, a boolean or nothing.</summary>
    /// <param name="Value">The value; null for nothing.</param>
    public sealed record Plain(JsonNode? Value) : TemplateNode
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateExpression> Texts => [];
    }
}
