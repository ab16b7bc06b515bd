"""Pictures from people we do not know: judged by what is in them, and made anew."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pictures
from PIL import ImageOps, UnidentifiedImageError
from wagtail.images import get_image_model

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
#: Larger than any page shows it.
WIDEST = 2400
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class PictureField(forms.FileField):
    """A photo or drawing; gives it as a file that this site made, without what cameras add to it."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"})
    default_error_messages = {
        "large": _("This file is larger than 8 MB. Choose a smaller one."),
        "pixels": _("This picture has too many pixels. Make it smaller first."),
        "unknown": _("This is not a picture that we can show. Choose a JPEG, PNG, WebP or GIF."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload or upload == initial:
            return None
        if upload.size > MOST_BYTES:
            raise ValidationError(self.error_messages["large"], code="large")
        return self._made_anew(upload)

    def _made_anew(self, upload: Any) -> ContentFile:
        try:
            with Pictures.open(upload, formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValidationError(self.error_messages["pixels"], code="pixels")
                picture.load()
                return _encoded(picture)
        except Pictures.DecompressionBombError:
            raise ValidationError(self.error_messages["pixels"], code="pixels") from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
            raise ValidationError(self.error_messages["unknown"], code="unknown") from None


def _encoded(picture: Any) -> ContentFile:
    """Only what one sees: no place, no camera, no text, nothing behind the last pixel."""
    upright: Any = ImageOps.exif_transpose(picture)
    upright.thumbnail((WIDEST, WIDEST))
    has_transparency = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_transparency else "RGB")
    clean = Pictures.new(plain.mode, plain.size)
    clean.paste(plain)
    out = BytesIO()
    if has_transparency:
        clean.save(out, "PNG", optimize=True)
        return ContentFile(out.getvalue(), name="picture.png")
    clean.save(out, "JPEG", quality=88, optimize=True)
    return ContentFile(out.getvalue(), name="picture.jpg")


def stored(picture: ContentFile, *, title: str, user: Any) -> Any:
    """Keep a picture among the images of the site."""
    return get_image_model()._default_manager.create(
        title=title[:255] or "-", file=picture, uploaded_by_user=user
    )
