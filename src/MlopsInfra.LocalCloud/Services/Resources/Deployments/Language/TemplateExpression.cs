using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>A parsed expression of the template language.</summary>
internal abstract record TemplateExpression
{
    private TemplateExpression()
    {
    }

    /// <summary>The function calls in it, outer ones first.</summary>
    public abstract IEnumerable<Call> Calls { get; }

    /// <summary>A text or a whole number.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Literal(JsonNode Value) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<Call> Calls => [];
    }

    /// <summary>A function and its arguments.</summary>
    /// <param name="Function">The name as written, with the namespace of a function of the template's own.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record Call(string Function, IReadOnlyList<TemplateExpression> Arguments) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<Call> Calls => Arguments.SelectMany(argument => argument.Calls).Prepend(this);

        /// <summary>Whether it is a function, whatever case it is written in.</summary>
        /// <param name="name">The name.</param>
        public bool Is(string name) => Function.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A member of an object or an element of an array.</summary>
    /// <param name="Target">The object or array.</param>
    /// <param name="Key">A name or an index.</param>
    public sealed record Member(TemplateExpression Target, TemplateExpression Key) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<Call> Calls => Target.Calls.Concat(Key.Calls);
    }
}
