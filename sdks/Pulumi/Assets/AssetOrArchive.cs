namespace Pulumi;

/// <summary>A file or a tree of files. Content has no public members (I20); on the wire it is a special struct (V2).</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string member, object content)
    {
        Signature = signature;
        Member = member;
        Content = content;
    }

    internal string Signature { get; }

    /// <summary>The member of the wire's struct: text, path, uri or assets.</summary>
    internal string Member { get; }

    internal object Content { get; }
}
