namespace MlopsInfra.Review.Templates;

/// <summary>What a program declares can't be written in the form that was asked for.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>Makes one.</summary>
    public TemplateException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What can't be written, and what to do.</param>
    public TemplateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What can't be written, and what to do.</param>
    /// <param name="innerException">The reason.</param>
    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
