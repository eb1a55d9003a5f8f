namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>An expression needs what only the deployed resource can tell, and it has not been asked yet.</summary>
internal sealed class PendingValueException(TemplateQuestion question) : Exception("A resource has to be asked first.")
{
    /// <summary>What is to be asked.</summary>
    public TemplateQuestion Question { get; } = question;
}
