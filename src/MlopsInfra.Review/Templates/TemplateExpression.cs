using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>A text of a template, as what it is made of: no language of templates yet.</summary>
internal abstract record TemplateExpression
{
    private TemplateExpression()
    {
    }

    /// <summary>The resources of the template that a deployment has to have made before.</summary>
    public virtual IEnumerable<TemplateResource> Resources => [];

    /// <summary>Those of them that it refers to by themselves, not by what stands in them.</summary>
    public virtual IEnumerable<TemplateResource> Referenced => Resources;

    /// <summary>The parameters in it.</summary>
    public virtual IEnumerable<TemplateParameter> Parameters => [];

    /// <summary>Just this text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : TemplateExpression;

    /// <summary>Texts one after the other.</summary>
    /// <param name="Parts">The texts.</param>
    public sealed record Joined(ImmutableArray<TemplateExpression> Parts) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Resources => Parts.SelectMany(part => part.Resources);

        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Referenced => Parts.SelectMany(part => part.Referenced);

        /// <inheritdoc/>
        public override IEnumerable<TemplateParameter> Parameters => Parts.SelectMany(part => part.Parameters);
    }

    /// <summary>The id of a resource of the template.</summary>
    /// <param name="Resource">The resource.</param>
    public sealed record IdOf(TemplateResource Resource) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Resources => [Resource];
    }

    /// <summary>The id of something else, in the subscription or above it.</summary>
    /// <param name="Id">The id.</param>
    /// <param name="Within">The resource of the template that it stands in; null for none.</param>
    public sealed record OtherId(ArmId Id, TemplateResource? Within) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Resources => Within is null ? [] : [Within];

        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Referenced => [];
    }

    /// <summary>What a resource shows of itself once it is there.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="Path">Where, as in <c>.properties.customerId</c>.</param>
    public sealed record Shown(TemplateResource Resource, string Path) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Resources => [Resource];
    }

    /// <summary>What a resource answers who asks for its keys or addresses.</summary>
    /// <param name="Resource">The resource.</param>
    /// <param name="Function">The function, as in <c>listKeys</c>.</param>
    /// <param name="Path">Where in the answer, as in <c>.primarySharedKey</c>.</param>
    public sealed record Answered(TemplateResource Resource, string Function, string Path) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Resources => [Resource];
    }

    /// <summary>What whoever deploys has to say.</summary>
    /// <param name="Declared">The parameter.</param>
    public sealed record Parameter(TemplateParameter Declared) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateParameter> Parameters => [Declared];
    }

    /// <summary>A GUID made of texts.</summary>
    /// <param name="Parts">The texts.</param>
    public sealed record NameGuid(ImmutableArray<TemplateExpression> Parts) : TemplateExpression
    {
        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Resources => Parts.SelectMany(part => part.Resources);

        /// <inheritdoc/>
        public override IEnumerable<TemplateResource> Referenced => Parts.SelectMany(part => part.Referenced);
    }

    /// <summary>The id of the subscription that is deployed to, without a path.</summary>
    public sealed record SubscriptionId : TemplateExpression;

    /// <summary>The id of its tenant.</summary>
    public sealed record TenantId : TemplateExpression;
}
