using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>A parsed expression of the workflow definition language.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>The function calls in it, outer ones first.</summary>
    public abstract IEnumerable<Call> Calls { get; }

    /// <summary>A string, number, boolean or null.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Literal(JsonNode? Value) : Expression
    {
        /// <inheritdoc/>
        public override IEnumerable<Call> Calls => [];
    }

    /// <summary>A function and its arguments.</summary>
    /// <param name="Function">The name as written; functions are compared ignoring case.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression
    {
        /// <inheritdoc/>
        public override IEnumerable<Call> Calls => Arguments.SelectMany(argument => argument.Calls).Prepend(this);
    }

    /// <summary>A member of an object or an element of an array.</summary>
    /// <param name="Target">The object or array.</param>
    /// <param name="Key">A name or an index.</param>
    /// <param name="IsSafe">Written with <c>?</c>: what is not there is null. Otherwise it is an error.</param>
    public sealed record Member(Expression Target, Expression Key, bool IsSafe) : Expression
    {
        /// <inheritdoc/>
        public override IEnumerable<Call> Calls => Target.Calls.Concat(Key.Calls);
    }
}
